#include "CPictures.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

/* A picture of a code has one scan, a progressive one about ten; files with thousands exist to burn time. */
enum { LARGEST_SCAN = 64 };

struct door {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf out;
};

static void leave(j_common_ptr jpeg) { longjmp(((struct door *)jpeg->client_data)->out, 1); }

/* The library would print to standard error, into the middle of the screen. */
static void silent(j_common_ptr jpeg) { (void)jpeg; }

/* A warning is data that is missing or broken: a code with guessed pixels is not worth showing. */
static void warned(j_common_ptr jpeg, int level) {
    if (level < 0) leave(jpeg);
}

static void watch(j_common_ptr jpeg) {
    if (((j_decompress_ptr)jpeg)->input_scan_number > LARGEST_SCAN) leave(jpeg);
}

/* Opens the picture and reads its head; the caller has set the way out. */
static int open_picture(struct door *door, const uint8_t *bytes, size_t length) {
    jpeg_create_decompress(&door->jpeg);
    door->progress.progress_monitor = watch;
    door->jpeg.progress = &door->progress;
    jpeg_mem_src(&door->jpeg, bytes, (unsigned long)length);
    return jpeg_read_header(&door->jpeg, TRUE) == JPEG_HEADER_OK;
}

static void prepare(struct door *door) {
    memset(door, 0, sizeof *door);
    door->jpeg.err = jpeg_std_error(&door->errors);
    door->jpeg.client_data = door;
    door->errors.error_exit = leave;
    door->errors.output_message = silent;
    door->errors.emit_message = warned;
}

int relink_jpeg_measure(const uint8_t *bytes, size_t length, struct relink_picture_size *size) {
    struct door door;
    prepare(&door);
    if (setjmp(door.out)) {
        jpeg_destroy_decompress(&door.jpeg);
        return 0;
    }
    int opened = open_picture(&door, bytes, length);
    if (opened) {
        size->width = door.jpeg.image_width;
        size->height = door.jpeg.image_height;
        size->transparent = 0;
    }
    jpeg_destroy_decompress(&door.jpeg);
    return opened;
}

int relink_jpeg_grey(const uint8_t *bytes, size_t length, uint32_t width, uint32_t height, uint8_t *pixels) {
    struct door door;
    prepare(&door);
    if (setjmp(door.out)) {
        jpeg_destroy_decompress(&door.jpeg);
        return 0;
    }
    int whole = 0;
    if (open_picture(&door, bytes, length) && door.jpeg.image_width == width && door.jpeg.image_height == height) {
        door.jpeg.out_color_space = JCS_GRAYSCALE;
        jpeg_start_decompress(&door.jpeg);
        while (door.jpeg.output_scanline < height) {
            JSAMPROW row = pixels + (size_t)door.jpeg.output_scanline * width;
            jpeg_read_scanlines(&door.jpeg, &row, 1);
        }
        jpeg_finish_decompress(&door.jpeg);
        whole = 1;
    }
    jpeg_destroy_decompress(&door.jpeg);
    return whole;
}
