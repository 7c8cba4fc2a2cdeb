#ifndef RELINK_CPICTURES_H
#define RELINK_CPICTURES_H
#include <stdint.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The door to libpng, libjpeg and ZXing-C++. The caller owns all memory: a size is asked for first, judged, and only
   then is room made. Nothing here prints, throws or aborts. */

struct relink_picture_size {
    uint32_t width;
    uint32_t height;
    /* Whether parts of it may be transparent, so that the paper put behind it matters. */
    int32_t transparent;
};

/* 1 and the size when the bytes begin like a picture of that kind, else 0. Nothing is unpacked. */
int relink_png_measure(const uint8_t *bytes, size_t length, struct relink_picture_size *size);
int relink_jpeg_measure(const uint8_t *bytes, size_t length, struct relink_picture_size *size);

/* Unpacks to one byte of luminance a pixel; `paper` is what shows through where the picture is transparent.
   0 when the picture is damaged or is not of exactly `width` x `height`. */
int relink_png_grey(
    const uint8_t *bytes, size_t length, uint8_t paper, uint32_t width, uint32_t height, uint8_t *pixels);
int relink_jpeg_grey(const uint8_t *bytes, size_t length, uint32_t width, uint32_t height, uint8_t *pixels);

/* The bytes a QR code says, of one in a grey picture; of several the one that begins with `2@`, else the longest.
   `thorough` also looks for turned, small and blurred codes. The count of bytes, or 0 when there is none to be read. */
size_t relink_qr_read(
    const uint8_t *pixels, uint32_t width, uint32_t height, int thorough, uint8_t *text, size_t capacity);

/* Packs one byte a pixel (0 paper, 1 ink) as a PNG of one bit a pixel with a palette of two; `ink` is red, green, blue.
   The count of bytes written to `out`, or 0. With `out` NULL: the room to bring. */
size_t relink_png_write(
    const uint8_t *pixels, uint32_t width, uint32_t height, const uint8_t ink[3], uint8_t *out, size_t capacity);

#ifdef __cplusplus
}
#endif
#endif
