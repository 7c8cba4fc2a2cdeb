#ifndef RELINK_CPICTURES_H
#define RELINK_CPICTURES_H
/* The door to libpng and ZXing-C++: filled by the QRCode module. */
#endif
