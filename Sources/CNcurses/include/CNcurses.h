#ifndef RELINK_CNCURSES_H
#define RELINK_CNCURSES_H

/* The door to ncurses and to the signals of a terminal program. ncurses is not thread-safe: everything called
   relink_screen_ and relink_colour_ belongs to one thread. No ncurses header, macro or global gets past this file. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Locale. */

/* Takes over the user's locale; whether text may be UTF-8. Before anything else: ncurses looks at it once. */
bool relink_locale_start(void);

/* Screen. */

enum relink_screen_result {
    RELINK_SCREEN_STARTED = 0,
    /* The terminal type is not in the terminfo database. */
    RELINK_SCREEN_UNKNOWN_TYPE = 1,
    /* The terminal type cannot move its cursor. */
    RELINK_SCREEN_NO_MOTION = 2,
    RELINK_SCREEN_FAILED = 3,
};

/* Most scalars of one cell: a character and its combining marks (ncurses' CCHARW_MAX). */
#define RELINK_CELL_SCALARS 5

#define RELINK_BOLD 1
#define RELINK_DIM 2
#define RELINK_REVERSE 4
#define RELINK_UNDERLINE 8

/* One character of a row; a wide one stands for its two columns. */
typedef struct {
    uint32_t scalars[RELINK_CELL_SCALARS];
    int32_t count;
    uint32_t attributes;
    int32_t pair;
} relink_cell;

/* Takes over the terminal on standard input and output. Ctrl-C, Ctrl-Z and Ctrl-\ stay signals, Ctrl-S is a key. */
int relink_screen_start(void);
/* Clears the screen and gives the terminal back as it was. */
void relink_screen_stop(void);
/* The same for a while; relink_screen_resume takes the terminal again, empty. */
void relink_screen_pause(void);
void relink_screen_resume(void);
/* The next flush paints everything anew, whatever the terminal shows. */
void relink_screen_repaint(void);
void relink_screen_erase(void);
void relink_screen_resize(int rows, int columns);
void relink_screen_put(int row, int column, const relink_cell *cells, int count);
/* Where the cursor stands after a flush; a negative row hides it. */
void relink_screen_cursor(int row, int column);
/* Sends what changed. */
void relink_screen_flush(void);

/* Colours the terminal has: 0, 8, 16, 88, 256, ..., or -1 where a colour number is its RGB value. */
int relink_colour_count(void);
/* The same by terminfo alone, for programs that start no screen; -2 for a type that the system does not know. */
int relink_colours_of_type(const char *type);
/* Colour -1 is the terminal's own. */
void relink_colour_pair(int pair, int ink, int paper);

/* Bytes past ncurses; everything flushed before is on its way already. False when the terminal is gone. */
bool relink_write(int descriptor, const void *bytes, size_t count);

/* Rows, columns and pixels of the terminal behind a descriptor, 0 where it does not say. */
bool relink_window_size(int descriptor, int *columns, int *rows, int *width, int *height);

/* Signals. */

/* A pipe, read end first, that never makes its writer wait: a signal handler writes to it. */
bool relink_wake_pipe(int ends[2]);
/* Names this thread for ps(1) and debuggers; 15 letters at most. */
void relink_name_thread(const char *name);
/* From now on INT, TERM, HUP, TSTP, CONT and WINCH arrive as bytes, each its number, on a descriptor. */
void relink_signals_start(int wake);
void relink_signals_stop(void);
/* Stops the process as Ctrl-Z does by default; returns when it is continued, or at once where nobody could. */
void relink_stop_process(void);
/* Ends the process by a signal, so that its parent sees which. */
_Noreturn void relink_end_by_signal(int signal);

/* Rescue. */

/* Until disarmed, a crash, SIGQUIT or exit() clears the screen and restores the terminal first. `also` is sent with
   it. Standard error, where it is the terminal too, is kept and shown after the screen is gone. */
void relink_rescue_arm(const char *also);
void relink_rescue_disarm(void);

#endif
