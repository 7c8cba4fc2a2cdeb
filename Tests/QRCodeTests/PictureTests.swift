import Fleet
import Glibc
import QRCode
import Testing

@Suite("Gateways' pictures")
struct PictureTests {
    /// How one picture of a code is written.
    struct Form: Sendable, CustomTestStringConvertible {
        var name: String
        var scale = 4
        var quiet = 4
        var make: @Sendable (_ side: Int, _ isDark: @escaping (Int, Int) -> Bool) -> TestPNG

        var testDescription: String { name }
    }

    static let everyForm: [Form] = [
        Form(name: "grey, 1 bit") { side, dark in .grey(side, 1) { dark($0, $1) ? 0 : 1 } },
        Form(name: "grey, 2 bit") { side, dark in .grey(side, 2) { dark($0, $1) ? 0 : 3 } },
        Form(name: "grey, 4 bit") { side, dark in .grey(side, 4) { dark($0, $1) ? 2 : 13 } },
        Form(name: "grey, 8 bit") { side, dark in .grey(side, 8) { dark($0, $1) ? 10 : 240 } },
        Form(name: "grey, 16 bit") { side, dark in .grey(side, 16) { dark($0, $1) ? 900 : 65000 } },
        Form(name: "grey, interlaced") { side, dark in
            var png = TestPNG.grey(side, 8) { dark($0, $1) ? 0 : 255 }
            png.interlaced = true
            return png
        },
        Form(name: "palette, 1 bit") { side, dark in
            TestPNG(form: .palette, depth: 1, width: side, height: side, palette: [[255, 255, 255], [0, 0, 0]]) {
                [dark($0, $1) ? 1 : 0]
            }
        },
        Form(name: "palette, 4 bit, interlaced, green") { side, dark in
            TestPNG(
                form: .palette, depth: 4, width: side, height: side, interlaced: true,
                palette: [[0, 0, 0], [25, 140, 60], [250, 250, 250]]
            ) { [dark($0, $1) ? 1 : 2] }
        },
        Form(name: "palette whose paper is transparent") { side, dark in
            TestPNG(
                form: .palette, depth: 8, width: side, height: side, palette: [[0, 0, 0], [0, 0, 0]],
                paletteAlpha: [0, 255]
            ) { [dark($0, $1) ? 1 : 0] }
        },
        Form(name: "rgb, blue") { side, dark in .colour(.rgb, side) { dark($0, $1) ? [20, 60, 180] : [255, 255, 255] }
        },
        Form(name: "rgb, 16 bit") { side, dark in
            TestPNG(form: .rgb, depth: 16, width: side, height: side) {
                dark($0, $1) ? [0, 0, 0] : [65535, 65535, 65535]
            }
        },
        Form(name: "rgba, dark green", quiet: 3) { side, dark in
            .colour(.rgba, side) { dark($0, $1) ? [7, 94, 84, 255] : [255, 255, 255, 255] }
        },
        Form(name: "rgba, black on nothing") { side, dark in
            .colour(.rgba, side) { dark($0, $1) ? [0, 0, 0, 255] : [0, 0, 0, 0] }
        },
        Form(name: "rgba, white modules on nothing, for a dark page") { side, dark in
            .colour(.rgba, side) { dark($0, $1) ? [255, 255, 255, 255] : [255, 255, 255, 0] }
        },
        Form(name: "rgba, white paper and holes for modules, for a dark page") { side, dark in
            .colour(.rgba, side) { dark($0, $1) ? [255, 255, 255, 0] : [255, 255, 255, 255] }
        },
        Form(name: "grey with alpha, 16 bit, interlaced") { side, dark in
            TestPNG(form: .greyAlpha, depth: 16, width: side, height: side, interlaced: true) {
                dark($0, $1) ? [0, 65535] : [0, 0]
            }
        },
        Form(name: "inverted") { side, dark in .grey(side, 8) { dark($0, $1) ? 255 : 0 } },
        Form(name: "pale") { side, dark in .grey(side, 8) { dark($0, $1) ? 120 : 200 } },
        Form(name: "one pixel a module", scale: 1, quiet: 4) { side, dark in .grey(side, 1) { dark($0, $1) ? 0 : 1 } },
        Form(name: "two pixels a module", scale: 2, quiet: 2) { side, dark in .grey(side, 8) { dark($0, $1) ? 0 : 255 }
        },
        Form(name: "no margin", quiet: 0) { side, dark in .grey(side, 8) { dark($0, $1) ? 0 : 255 } },
        Form(name: "no margin, one pixel a module", scale: 1, quiet: 0) { side, dark in
            .grey(side, 1) { dark($0, $1) ? 0 : 1 }
        },
        Form(name: "margin of eight, large", scale: 12, quiet: 8) { side, dark in
            .grey(side, 1) { dark($0, $1) ? 0 : 1 }
        },
    ]

    @Test("Every form of PNG is read", arguments: everyForm, [102, 237, 280])
    func forms(form: Form, bytes: Int) throws {
        let payload = Payloads.linking(bytes: bytes, seed: 7)
        let matrix = try QREncoder.encode(payload)
        let side = (matrix.width + 2 * form.quiet) * form.scale
        let png = form.make(side) { column, row in
            matrix.isDark(row: row / form.scale - form.quiet, column: column / form.scale - form.quiet)
        }
        #expect(try PictureReader.read(CodePicture(png.file)) == .text(payload))
    }

    @Test("Modules that are no whole pixels are read", arguments: [256, 300, 512, 1000])
    func fractions(side: Int) throws {
        let payload = Payloads.linking(bytes: 237, seed: 3)
        let matrix = try QREncoder.encode(payload)
        let modules = matrix.width + 8
        let png = TestPNG.grey(side, 1) { column, row in
            matrix.isDark(row: row * modules / side - 4, column: column * modules / side - 4) ? 0 : 1
        }
        #expect(try PictureReader.read(CodePicture(png.file)) == .text(payload))
    }

    @Test("JPEG is read by what it is, whatever it is called", arguments: [102, 237])
    func jpeg(bytes: Int) throws {
        let payload = Payloads.linking(bytes: bytes)
        let file = TestJPEG.file(try QREncoder.encode(payload), quiet: 4)
        #expect(try PictureReader.read(CodePicture(file)) == .text(payload))
        for kept in [3, 20, 100, file.count / 2, file.count - 40] {
            #expect(throws: PictureProblem.damaged) { try PictureReader.read(CodePicture(Array(file.prefix(kept)))) }
        }
    }

    @Test("What PNGWriter writes is read here and by the other decoder's picture", arguments: [1, 3, 8], [0, 4])
    func written(pixels: Int, quiet: Int) throws {
        let payload = Payloads.linking(bytes: 237)
        let matrix = try QREncoder.encode(payload)
        for ink in [PNGWriter.Ink.black, PNGWriter.Ink(red: 7, green: 94, blue: 84)] {
            let file = try #require(PNGWriter.png(matrix, modulePixels: pixels, quiet: quiet, ink: ink))
            #expect(file.count < 16_000)
            #expect(try PictureReader.read(CodePicture(file)) == .text(payload))
            // Width and height from the head of the file; one bit a pixel, by palette.
            let side = UInt16((matrix.width + 2 * quiet) * pixels)
            #expect(
                Array(file[16..<26]) == [
                    0, 0, UInt8(side >> 8), UInt8(side & 255), 0, 0, UInt8(side >> 8), UInt8(side & 255), 1, 3,
                ])
        }
    }

    @Test("The text is encoded again, not copied: a larger code becomes the smallest")
    func encodedAgain() throws {
        let payload = Payloads.linking(bytes: 237)
        let small = try QREncoder.encode(payload)
        let picture = CodePicture(try #require(PNGWriter.png(small)))
        let code = try DrawableCode(.picture(picture))
        #expect(code.payload == payload)
        #expect(code.matrix == small)
        #expect(code.level == "L")
        #expect(try DrawableCode(.text(payload)) == code)
    }

    @Test("A code that says nothing readable is drawn as it is", arguments: [4, 7])
    func undecodable(scale: Int) throws {
        let broken = try brokenMatrix()
        let file = try #require(PNGWriter.png(broken, modulePixels: scale))
        #expect(try PictureReader.read(CodePicture(file)) == .modules(broken))
        let code = try DrawableCode(.picture(CodePicture(file)))
        #expect(code.payload == nil && code.matrix == broken && code.level == nil)
    }

    /// A code with a third of its data painted light: beyond repair, and still a code by its looks.
    private func brokenMatrix() throws -> QRMatrix {
        let whole = try Payloads.matrix(bytes: 237)
        let modules = (0..<whole.width * whole.width).map { index in
            let (row, column) = (index / whole.width, index % whole.width)
            return !((14...42).contains(row) && (14...42).contains(column)) && whole.isDark(row: row, column: column)
        }
        return try #require(QRMatrix(width: whole.width, modules: modules))
    }

    @Test("Pictures without a code are refused")
    func noCode() {
        let blank = TestPNG.grey(200, 8) { _, _ in 255 }
        let stripes = TestPNG.grey(200, 8) { column, _ in column / 5 % 2 == 0 ? 0 : 255 }
        var state: UInt32 = 1
        let noise = TestPNG.grey(200, 8) { _, _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt16(state >> 24)
        }
        for png in [blank, stripes, noise] {
            #expect(throws: PictureProblem.noCode) { try PictureReader.read(CodePicture(png.file)) }
        }
    }

    @Test("A bomb is refused by the size it promises, before room is made")
    func bombs() {
        for (width, height) in [(100_000, 100_000), (4001, 4000), (1_000_000, 17), (1, 16_000_001)]
            as [(UInt32, UInt32)]
        {
            let file = TestPNG.promise(width: width, height: height)
            #expect(throws: (any Error).self) { try PictureReader.read(CodePicture(file)) }
        }
        #expect(throws: PictureProblem.tooLarge) {
            try PictureReader.read(CodePicture(TestPNG.promise(width: 5000, height: 4000)))
        }
        #expect(throws: PictureProblem.tooLarge) {
            try PictureReader.read(CodePicture([UInt8](repeating: 0x89, count: 4 << 20 | 1)))
        }
    }

    @Test("Thousands of corner squares do not keep the decoder busy", arguments: [9, 18, 36])
    func finderBomb(pitch: Int) throws {
        let squares = TestPNG.grey(720, 1) { column, row in
            let scale = pitch / 9
            let ring = max(abs(column / scale % 9 - 3), abs(row / scale % 9 - 3))
            return ring == 2 || ring > 3 ? 1 : 0
        }
        // Beside a picture that has a code, whose squares are three. Left to itself the decoder takes ten thousand times
        // as long.
        let plain = try #require(PNGWriter.png(try Payloads.matrix(bytes: 237), modulePixels: 10))
        let usual = try Self.work { _ = try PictureReader.read(CodePicture(plain)) }
        let bomb = Self.work {
            #expect(throws: PictureProblem.noCode) { try PictureReader.read(CodePicture(squares.file)) }
        }
        #expect(bomb < usual * 500, "\(bomb) beside \(usual)")
    }

    /// What the processor does on this thread meanwhile; nobody else's work counts.
    private static func work(_ body: () throws -> Void) rethrows -> Duration {
        func now() -> Duration {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
        }
        let start = now()
        try body()
        return now() - start
    }

    @Test("Broken files are told as such, at whatever byte they end or change")
    func broken() throws {
        let file = try #require(PNGWriter.png(try Payloads.matrix(bytes: 102), modulePixels: 3))
        for kept in stride(from: 8, to: file.count - 16, by: 7) {
            #expect(throws: PictureProblem.self) { try PictureReader.read(CodePicture(Array(file.prefix(kept)))) }
        }
        for place in stride(from: 8, to: file.count, by: 5) {
            var changed = file
            changed[place] ^= 0x55
            // Some changes do no harm; none may do more than throw.
            _ = try? PictureReader.read(CodePicture(changed))
        }
        let sentences = [PictureProblem.tooLarge, .unsupported, .damaged, .noCode].map(\.description)
        #expect(sentences.allSatisfy { $0.hasSuffix(".") && $0.contains("; ask for") })
    }

    @Test(
        "What is no picture is unsupported",
        arguments: [[], [0], Array("GIF89a".utf8), Array("<html>".utf8), Array("RIFF0000WEBP".utf8), [0x89, 0x50]])
    func garbage(bytes: [UInt8]) {
        #expect(throws: PictureProblem.unsupported) { try PictureReader.read(CodePicture(bytes)) }
    }
}

extension TestPNG {
    static func grey(_ side: Int, _ depth: Int, _ pixel: @escaping (Int, Int) -> UInt16) -> TestPNG {
        TestPNG(form: .grey, depth: depth, width: side, height: side) { [pixel($0, $1)] }
    }

    static func colour(_ form: Form, _ side: Int, _ pixel: @escaping (Int, Int) -> Sample) -> TestPNG {
        TestPNG(form: form, depth: 8, width: side, height: side, pixel: pixel)
    }
}
