#ifndef RELINK_CQRENCODE_H
#define RELINK_CQRENCODE_H
#include <stdint.h>
#include <stddef.h>

/// Encodes `length` bytes as a QR code at level L in the smallest version that holds them.
/// Writes one byte a module (1 dark, 0 light), row by row, and returns the width in modules,
/// or 0 when the data is too long or memory is short. `capacity` is the room in `modules`.
int relink_qr_encode(const uint8_t *data, size_t length, uint8_t *modules, size_t capacity);
#endif
