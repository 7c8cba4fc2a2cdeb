#ifndef RELINK_FINDERS_HPP
#define RELINK_FINDERS_HPP
#include "binarize.hpp"

namespace relink {

// Whether a picture of 0 and 255 shows more than `most` of the squares that mark a code's corners.
//
// The decoder tries every three of them with each other: ten thousand, in a file of 20 KB, keep it busy for hours.
bool hasMoreFinders(const Grey &split, size_t most);

}  // namespace relink
#endif
