#include "binarize.hpp"

#include <algorithm>
#include <array>

namespace relink {

namespace {

// Pixels a side of the squares whose levels are compared, and how many squares on each side count as surroundings.
constexpr size_t block = 8;
constexpr size_t reach = 2;
// Grey levels under which a square is of one colour, and says nothing of where dark ends.
constexpr int flat = 24;

uint8_t otsu(const Grey &picture) {
    std::array<uint64_t, 256> counts{};
    const size_t size = picture.width * picture.height;
    for (size_t i = 0; i < size; i++) counts[picture.pixels[i]]++;
    double sum = 0;
    for (size_t level = 0; level < 256; level++) sum += static_cast<double>(level) * static_cast<double>(counts[level]);
    double below = 0, sumBelow = 0, best = -1;
    size_t first = 127, last = 127;
    for (size_t level = 0; level < 256; level++) {
        below += static_cast<double>(counts[level]);
        sumBelow += static_cast<double>(level) * static_cast<double>(counts[level]);
        const double above = static_cast<double>(size) - below;
        if (below == 0 || above == 0) continue;
        const double distance = sumBelow / below - (sum - sumBelow) / above;
        const double between = below * above * distance * distance;
        if (between > best) {
            best = between;
            first = level;
        }
        // Levels that do not occur split alike: the middle of them is the safest.
        if (between == best) last = level;
    }
    return static_cast<uint8_t>((first + last) / 2);
}

// The level that parts dark from light in each square, by its own contrast or else by its neighbours'.
std::vector<uint8_t> levels(const Grey &picture, size_t across, size_t down) {
    std::vector<uint8_t> levels(across * down);
    for (size_t row = 0; row < down; row++) {
        for (size_t column = 0; column < across; column++) {
            const size_t left = std::min(column * block, picture.width - block);
            const size_t top = std::min(row * block, picture.height - block);
            int sum = 0, lowest = 255, highest = 0;
            for (size_t y = top; y < top + block; y++) {
                for (size_t x = left; x < left + block; x++) {
                    const int level = picture.at(x, y);
                    sum += level;
                    lowest = std::min(lowest, level);
                    highest = std::max(highest, level);
                }
            }
            int level = sum / static_cast<int>(block * block);
            if (highest - lowest <= flat) {
                // Light, as most of a picture is, unless it is darker than what those beside it call dark.
                level = lowest / 2;
                if (row > 0 && column > 0) {
                    const int known = (levels[(row - 1) * across + column] + 2 * levels[row * across + column - 1]
                                       + levels[(row - 1) * across + column - 1])
                        / 4;
                    if (lowest < known) level = known;
                }
            }
            levels[row * across + column] = static_cast<uint8_t>(level);
        }
    }
    return levels;
}

}  // namespace

std::vector<uint8_t> splitGlobally(const Grey &picture) {
    const uint8_t level = otsu(picture);
    std::vector<uint8_t> split(picture.width * picture.height);
    std::transform(picture.pixels, picture.pixels + split.size(), split.begin(), [level](uint8_t pixel) {
        return static_cast<uint8_t>(pixel <= level ? 0 : 255);
    });
    return split;
}

std::vector<uint8_t> splitLocally(const Grey &picture) {
    if (picture.width < block * (2 * reach + 1) || picture.height < block * (2 * reach + 1)) {
        return splitGlobally(picture);
    }
    const size_t across = (picture.width + block - 1) / block;
    const size_t down = (picture.height + block - 1) / block;
    const std::vector<uint8_t> known = levels(picture, across, down);
    std::vector<uint8_t> split(picture.width * picture.height);
    for (size_t row = 0; row < down; row++) {
        const size_t top = std::min(std::max(row, reach), down - reach - 1) - reach;
        for (size_t column = 0; column < across; column++) {
            const size_t left = std::min(std::max(column, reach), across - reach - 1) - reach;
            int sum = 0;
            for (size_t y = top; y <= top + 2 * reach; y++) {
                for (size_t x = left; x <= left + 2 * reach; x++) sum += known[y * across + x];
            }
            const int level = sum / static_cast<int>((2 * reach + 1) * (2 * reach + 1));
            for (size_t y = row * block; y < std::min((row + 1) * block, picture.height); y++) {
                for (size_t x = column * block; x < std::min((column + 1) * block, picture.width); x++) {
                    split[y * picture.width + x] = picture.at(x, y) <= level ? 0 : 255;
                }
            }
        }
    }
    return split;
}

}  // namespace relink
