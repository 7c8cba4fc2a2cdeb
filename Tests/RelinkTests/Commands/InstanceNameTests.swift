import Fleet
import Testing

@testable import relink

@Suite("INSTANCE on the command line")
struct InstanceNameTests {
    private let bench = Bench()

    private func resolve(_ names: [String], forActing: Bool = false) async -> Result<[String], CommandFailure> {
        do throws(CommandFailure) {
            let keys = try await InstanceName.resolve(names, in: bench.connection, forActing: forActing)
            return .success(keys.map(\.description))
        } catch {
            return .failure(error)
        }
    }

    init() {
        let rows = ["shop", "4F1A", "Depot"].map { ListedInstance(id: $0, label: nil, status: .state(.working)) }
        bench.gateway("waha-1").script { $0.lists = [.success(rows)] }
        bench.gateway("gowa-1").script { $0.lists = [.success([])] }
    }

    @Test("gateway/id is taken without a request")
    func full() async {
        #expect(await resolve(["wawp-eu/77B0", "waha-1/unlisted"]) == .success(["wawp-eu/77B0", "waha-1/unlisted"]))
        #expect(bench.gateways.flatMap(\.asked).isEmpty)
    }

    @Test(
        "an id or a label that is unique, in any case of letters for labels",
        arguments: [("77B0", "wawp-eu/77B0"), ("clinic north", "wawp-eu/4F1A"), ("shop", "waha-1/shop")])
    func unique(name: String, key: String) async {
        #expect(await resolve([name]) == .success([key]))
    }

    @Test("an id goes before a label, and several names for one instance count once")
    func precedence() async {
        #expect(await resolve(["Depot"]) == .success(["waha-1/Depot"]))
        #expect(await resolve(["77B0", "wawp-eu/77B0"]) == .success(["wawp-eu/77B0"]))
    }

    @Test("a name that is not unique tells the candidates")
    func ambiguous() async {
        #expect(
            await resolve(["4F1A"])
                == .failure(CommandFailure(.usage, "“4F1A” names 2 instances: write waha-1/4F1A or wawp-eu/4F1A")))
    }

    @Test(
        "an unknown name tells the nearest",
        arguments: [
            ("Clinic Nort", "there is no instance “Clinic Nort”; did you mean “Clinic North”?"),
            ("wawp-eu/77BO", "there is no instance “wawp-eu/77BO”; did you mean “wawp-eu/77B0”?"),
            ("zebra", "there is no instance “zebra”; relink status lists them all"),
            ("\u{1b}[2J", "there is no instance “[2J”; relink status lists them all"),
        ])
    func unknown(name: String, message: String) async {
        #expect(await resolve([name]) == .failure(CommandFailure(.usage, message)))
    }

    @Test("while a gateway cannot be asked, a short name is good for looking and not for acting")
    func unreachable() async {
        bench.gateway("gowa-1").script { $0.lists = [.failure(GatewayFailure(.unreachable, "no answer"))] }
        #expect(await resolve(["77B0"]) == .success(["wawp-eu/77B0"]))
        #expect(
            await resolve(["77B0"], forActing: true)
                == .failure(
                    CommandFailure(
                        .unavailable,
                        "gowa-1: no answer\n“77B0” may not be the only one of that name: write wawp-eu/77B0")))
        #expect(
            await resolve(["zebra"])
                == .failure(CommandFailure(.unavailable, "gowa-1: no answer\n“zebra” was not found elsewhere")))
    }
}
