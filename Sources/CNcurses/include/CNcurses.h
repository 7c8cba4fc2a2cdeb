#ifndef RELINK_CNCURSES_H
#define RELINK_CNCURSES_H
/* The door to ncurses: filled by the Terminal module. */
#endif
