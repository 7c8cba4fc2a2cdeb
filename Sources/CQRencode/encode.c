#include "CQRencode.h"

#include <qrencode.h>

int relink_qr_encode(const uint8_t *data, size_t length, uint8_t *modules, size_t capacity) {
    QRcode *code = QRcode_encodeData((int)length, data, 0, QR_ECLEVEL_L);
    if (code == NULL) return 0;
    int width = code->width;
    size_t count = (size_t)width * (size_t)width;
    if (count > capacity) {
        width = 0;
    } else {
        for (size_t i = 0; i < count; i++) modules[i] = code->data[i] & 1;
    }
    QRcode_free(code);
    return width;
}
