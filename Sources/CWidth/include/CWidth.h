#ifndef RELINK_CWIDTH_H
#define RELINK_CWIDTH_H
#include <stdint.h>

/// Columns the C library gives to one Unicode scalar: 0, 1 or 2, or -1 when it cannot be printed.
///
/// The same tables are used by ncurses, so what is measured here is what the terminal library will do.
/// Always measured in C.UTF-8, whatever locale the process runs in.
int relink_scalar_width(uint32_t scalar);
#endif
