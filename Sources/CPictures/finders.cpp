#include "finders.hpp"

#include <array>

namespace relink {

namespace {

using Runs = std::array<size_t, 5>;

// Dark, light, three times dark, light, dark. Looser than the decoder's own test: what it takes must be counted.
bool isCut(const Runs &runs) {
    size_t whole = 0;
    for (size_t run : runs) whole += run;
    if (whole < 5) return false;
    const double module = static_cast<double>(whole) / 7;
    for (size_t i = 0; i < runs.size(); i++) {
        const double wanted = i == 2 ? 3 * module : module;
        const double found = static_cast<double>(runs[i]);
        if (found > wanted + module + 1 || found + module + 1 < wanted) return false;
    }
    return true;
}

// The five runs through a dark place, straight up and down, none followed for longer than `longest`.
bool isCutDown(const Grey &split, size_t column, size_t row, size_t longest) {
    Runs runs{};
    size_t top = row, bottom = row + 1;
    for (size_t part = 0; part < 3; part++) {
        const uint8_t colour = part == 1 ? 255 : 0;
        while (top > 0 && split.at(column, top - 1) == colour) {
            if (++runs[2 - part] > longest) return false;
            top--;
        }
        while (bottom < split.height && split.at(column, bottom) == colour) {
            if (++runs[2 + part] > longest) return false;
            bottom++;
        }
    }
    runs[2]++;
    return isCut(runs);
}

}  // namespace

bool hasMoreFinders(const Grey &split, size_t most) {
    size_t count = 0;
    // For each column the row in which it last was part of a core: what touches the row above is the same square.
    std::vector<size_t> seen(split.width, 0);
    for (size_t row = 0; row < split.height; row++) {
        Runs runs{};
        uint8_t colour = 255;
        for (size_t column = 0; column <= split.width; column++) {
            const uint8_t pixel = column < split.width ? split.at(column, row) : static_cast<uint8_t>(~colour);
            if (pixel == colour) {
                runs[4]++;
                continue;
            }
            if (colour == 0 && runs[0] > 0 && isCut(runs)) {
                const size_t end = column - runs[4] - runs[3];
                const size_t middle = end - runs[2] / 2 - 1;
                if (isCutDown(split, middle, row, 4 * runs[2] + 8)) {
                    bool known = false;
                    for (size_t x = end - runs[2]; x < end; x++) {
                        known = known || (row > 0 && seen[x] == row);
                        seen[x] = row + 1;
                    }
                    if (!known && ++count > most) return true;
                }
            }
            for (size_t i = 0; i < 4; i++) runs[i] = runs[i + 1];
            runs[4] = 1;
            colour = pixel;
        }
    }
    return false;
}

}  // namespace relink
