#include "CPictures.h"

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

#include <algorithm>

namespace {

bool linksDevice(const ZXing::ByteArray &text) { return text.size() > 2 && text[0] == '2' && text[1] == '@'; }

// A screenshot may show other codes beside the one that is wanted.
bool preferred(const ZXing::ByteArray &one, const ZXing::ByteArray &other) {
    if (linksDevice(one) != linksDevice(other)) return linksDevice(one);
    return one.size() > other.size();
}

}  // namespace

extern "C" size_t relink_qr_read(
    const uint8_t *pixels, uint32_t width, uint32_t height, int thorough, uint8_t *text, size_t capacity) {
    try {
        ZXing::DecodeHints hints;
        hints.setFormats(ZXing::BarcodeFormat::QRCode);
        hints.setTryHarder(thorough != 0).setTryRotate(thorough != 0).setTryDownscale(thorough != 0);
        const ZXing::ImageView view(
            pixels, static_cast<int>(width), static_cast<int>(height), ZXing::ImageFormat::Lum);
        const ZXing::Results results = ZXing::ReadBarcodes(view, hints);
        const ZXing::ByteArray *best = nullptr;
        for (const ZXing::Result &result : results) {
            if (!result.isValid() || result.bytes().empty()) continue;
            if (best == nullptr || preferred(result.bytes(), *best)) best = &result.bytes();
        }
        if (best == nullptr || best->size() > capacity) return 0;
        std::copy(best->begin(), best->end(), text);
        return best->size();
    } catch (...) {
        return 0;
    }
}
