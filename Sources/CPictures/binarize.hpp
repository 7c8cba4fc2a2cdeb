#ifndef RELINK_BINARIZE_HPP
#define RELINK_BINARIZE_HPP
#include <cstddef>
#include <cstdint>
#include <vector>

namespace relink {

// A grey picture and its size; the pixels belong to somebody else.
struct Grey {
    const uint8_t *pixels;
    size_t width;
    size_t height;
    uint8_t at(size_t column, size_t row) const { return pixels[row * width + column]; }
};

// 0 where the picture is dark and 255 where it is light: split by one level for all (Otsu's), which suits drawings ...
std::vector<uint8_t> splitGlobally(const Grey &picture);

// ... or by the level of the surroundings, which suits codes on pages and worn pictures.
std::vector<uint8_t> splitLocally(const Grey &picture);

}  // namespace relink
#endif
