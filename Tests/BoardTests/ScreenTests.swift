import Grid
import Testing

@testable import Board

@Suite("Screens as they are seen")
struct ScreenTests {
    static let sizes = [(40, 12), (80, 24), (100, 30), (160, 50)].map { Size(columns: $0.0, rows: $0.1) }

    @Test("They look as recorded", arguments: Scene.allCases, sizes)
    func recorded(scene: Scene, size: Size) throws {
        let fixture = try scene.fixture(size.columns, size.rows)
        let styled: Set<Scene> = [.list, .bulk, .qr, .mismatch]
        try Golden.check(
            render(fixture.state), scene.rawValue, styles: styled.contains(scene) && size.columns == 80,
            strokes: [.pairing, .linked, .settled, .passkeyCode].contains(scene))
    }
}
