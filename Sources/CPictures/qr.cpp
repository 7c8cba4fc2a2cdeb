#include "CPictures.h"
#include "binarize.hpp"
#include "finders.hpp"

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

#include <algorithm>

namespace {

// A code has three, its data a few that look alike, and a screenshot may show several codes.
constexpr size_t mostFinders = 200;

bool linksDevice(const ZXing::ByteArray &text) { return text.size() > 2 && text[0] == '2' && text[1] == '@'; }

// A screenshot may show other codes beside the one that is wanted.
bool isPreferred(const ZXing::ByteArray &one, const ZXing::ByteArray &other) {
    if (linksDevice(one) != linksDevice(other)) return linksDevice(one);
    return one.size() > other.size();
}

size_t read(const relink::Grey &split, bool thorough, uint8_t *text, size_t capacity) {
    if (relink::hasMoreFinders(split, mostFinders)) return 0;
    ZXing::DecodeHints hints;
    hints.setFormats(ZXing::BarcodeFormat::QRCode).setTryHarder(thorough);
    // The very bits whose finders were counted, in no other size: only that bounds the work.
    hints.setBinarizer(ZXing::Binarizer::FixedThreshold).setTryRotate(false).setTryDownscale(false);
    const ZXing::ImageView view(
        split.pixels, static_cast<int>(split.width), static_cast<int>(split.height), ZXing::ImageFormat::Lum);
    const ZXing::Results results = ZXing::ReadBarcodes(view, hints);
    const ZXing::ByteArray *best = nullptr;
    for (const ZXing::Result &result : results) {
        if (!result.isValid() || result.bytes().empty()) continue;
        if (best == nullptr || isPreferred(result.bytes(), *best)) best = &result.bytes();
    }
    if (best == nullptr || best->size() > capacity) return 0;
    std::copy(best->begin(), best->end(), text);
    return best->size();
}

}  // namespace

extern "C" size_t relink_qr_read(
    const uint8_t *pixels, uint32_t width, uint32_t height, int thorough, uint8_t *text, size_t capacity) {
    try {
        const relink::Grey picture{pixels, width, height};
        const std::vector<uint8_t> split = relink::splitGlobally(picture);
        const size_t count = read({split.data(), width, height}, thorough != 0, text, capacity);
        if (count > 0 || thorough == 0) return count;
        const std::vector<uint8_t> local = relink::splitLocally(picture);
        return read({local.data(), width, height}, true, text, capacity);
    } catch (...) {
        return 0;
    }
}
