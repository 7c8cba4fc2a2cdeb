#include "CPictures.h"

#include <png.h>
#include <string.h>

int relink_png_measure(const uint8_t *bytes, size_t length, struct relink_picture_size *size) {
    png_image image;
    memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(&image, bytes, length)) return 0;
    size->width = image.width;
    size->height = image.height;
    size->transparent = (image.format & PNG_FORMAT_FLAG_ALPHA) != 0;
    png_image_free(&image);
    return 1;
}

int relink_png_grey(
    const uint8_t *bytes, size_t length, uint8_t paper, uint32_t width, uint32_t height, uint8_t *pixels) {
    png_image image;
    memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(&image, bytes, length)) return 0;
    if (image.width != width || image.height != height) {
        png_image_free(&image);
        return 0;
    }
    image.format = PNG_FORMAT_GRAY;
    png_color background = {paper, paper, paper};
    return png_image_finish_read(&image, &background, pixels, (png_int_32)width, NULL) != 0;
}

size_t relink_png_write(
    const uint8_t *pixels, uint32_t width, uint32_t height, const uint8_t ink[3], uint8_t *out, size_t capacity) {
    png_image image;
    memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    image.width = width;
    image.height = height;
    image.format = PNG_FORMAT_RGB_COLORMAP;
    image.colormap_entries = 2;
    if (out == NULL) return PNG_IMAGE_PNG_SIZE_MAX(image);
    const uint8_t palette[6] = {255, 255, 255, ink[0], ink[1], ink[2]};
    png_alloc_size_t written = capacity;
    if (!png_image_write_to_memory(&image, out, &written, 0, pixels, (png_int_32)width, palette)) return 0;
    return written <= capacity ? written : 0;
}
