#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "CNcurses.h"
#include "shared.h"

#include <ncurses.h>
#include <stdlib.h>
#include <term.h>
#include <unistd.h>
/* term.h makes macros of common words. */
#undef columns
#undef lines

struct termios relink_mode_before;

static SCREEN *screen;
static bool own_colours;
static int cursor_shown;
static cchar_t *line;
static int line_room;

/* Ctrl-S would freeze the screen and Ctrl-V, Ctrl-O would swallow keys; nobody expects that of an application. */
static void tune_input(void) {
    struct termios mode;
    if (tcgetattr(STDIN_FILENO, &mode) != 0) return;
    mode.c_iflag &= ~(tcflag_t)(IXON | IXOFF);
    mode.c_lflag &= ~(tcflag_t)IEXTEN;
    tcsetattr(STDIN_FILENO, TCSANOW, &mode);
    def_prog_mode();
}

int relink_screen_start(void) {
    int found = 0;
    if (setupterm(NULL, STDOUT_FILENO, &found) != OK) return RELINK_SCREEN_UNKNOWN_TYPE;
    bool moves = cursor_address != NULL && clear_screen != NULL;
    del_curterm(cur_term);
    if (!moves) return RELINK_SCREEN_NO_MOTION;

    tcgetattr(STDIN_FILENO, &relink_mode_before);
    use_env(TRUE);
    use_tioctl(TRUE);
    screen = newterm(NULL, stdout, stdin);
    if (screen == NULL) return RELINK_SCREEN_FAILED;
    cbreak();
    noecho();
    nonl();
    tune_input();
    /* Keys are read past ncurses: it need not look whether some wait before it draws. */
    typeahead(-1);
    idlok(stdscr, TRUE);
    leaveok(stdscr, TRUE);
    cursor_shown = -1;
    relink_screen_cursor(-1, 0);
    own_colours = false;
    if (has_colors() && start_color() == OK) own_colours = use_default_colors() == OK;
    relink_screen_flush();
    return RELINK_SCREEN_STARTED;
}

void relink_screen_stop(void) {
    if (screen == NULL) return;
    relink_screen_pause();
    delscreen(screen);
    screen = NULL;
}

/* Cleared first: a terminal may keep what was on its alternate screen, and some have no other screen. */
void relink_screen_pause(void) {
    erase();
    clearok(stdscr, TRUE);
    relink_screen_flush();
    endwin();
}

void relink_screen_resume(void) {
    /* By hand as well: whoever stopped the process without asking took the mode away behind ncurses' back. */
    reset_prog_mode();
    erase();
    clearok(stdscr, TRUE);
    cursor_shown = -1;
    relink_screen_flush();
    relink_screen_cursor(-1, 0);
}

void relink_screen_repaint(void) { clearok(stdscr, TRUE); }

void relink_screen_erase(void) { erase(); }

void relink_screen_resize(int rows, int columns) {
    if (rows < 1 || columns < 1) return;
    resize_term(rows, columns);
    erase();
    clearok(stdscr, TRUE);
}

static attr_t ncurses_attributes(uint32_t attributes) {
    attr_t found = A_NORMAL;
    if (attributes & RELINK_BOLD) found |= A_BOLD;
    if (attributes & RELINK_DIM) found |= A_DIM;
    if (attributes & RELINK_REVERSE) found |= A_REVERSE;
    if (attributes & RELINK_UNDERLINE) found |= A_UNDERLINE;
    return found;
}

void relink_screen_put(int row, int column, const relink_cell *cells, int count) {
    if (count > line_room) {
        cchar_t *more = realloc(line, sizeof(cchar_t) * (size_t)count);
        if (more == NULL) return;
        line = more;
        line_room = count;
    }
    for (int i = 0; i < count; i++) {
        wchar_t text[RELINK_CELL_SCALARS + 1] = {0};
        for (int k = 0; k < cells[i].count && k < RELINK_CELL_SCALARS; k++) text[k] = (wchar_t)cells[i].scalars[k];
        int pair = cells[i].pair;
        attr_t attributes = ncurses_attributes(cells[i].attributes);
        if (setcchar(&line[i], text, attributes, 0, &pair) == ERR) setcchar(&line[i], L"?", attributes, 0, &pair);
    }
    mvadd_wchnstr(row, column, line, count);
}

void relink_screen_cursor(int row, int column) {
    int shown = row >= 0;
    if (shown != cursor_shown) {
        curs_set(shown);
        leaveok(stdscr, !shown);
        cursor_shown = shown;
    }
    if (shown) move(row, column);
}

void relink_screen_flush(void) {
    wnoutrefresh(stdscr);
    doupdate();
}

int relink_colour_count(void) {
    if (!has_colors()) return 0;
    /* RGB may be a flag, a number or a string of bits a channel: ncurses' user_caps(5). */
    char *text = tigetstr("RGB");
    bool direct = tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || (text != NULL && text != (char *)-1);
    return direct && COLORS > 256 ? -1 : COLORS;
}

int relink_colours_of_type(const char *type) {
    int problem = 0;
    TERMINAL *before = set_curterm(NULL);
    if (setupterm(type, STDOUT_FILENO, &problem) != OK) {
        set_curterm(before);
        return -2;
    }
    int count = tigetnum("colors");
    bool direct = tigetflag("RGB") > 0 || tigetnum("RGB") > 0;
    TERMINAL *own = set_curterm(before);
    if (own != NULL) del_curterm(own);
    return count < 0 ? 0 : direct && count > 256 ? -1 : count;
}

void relink_colour_pair(int pair, int ink, int paper) {
    if (!own_colours && ink < 0) ink = COLOR_WHITE;
    if (!own_colours && paper < 0) paper = COLOR_BLACK;
    init_extended_pair(pair, ink, paper);
}
