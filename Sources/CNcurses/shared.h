#ifndef RELINK_CNCURSES_SHARED_H
#define RELINK_CNCURSES_SHARED_H

#include <termios.h>

/* The terminal's mode as relink found it. */
extern struct termios relink_mode_before;

#endif
