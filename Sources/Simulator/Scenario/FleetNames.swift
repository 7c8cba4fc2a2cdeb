/// Neutral names for a simulated fleet: places, not people.
enum FleetNames {
    private static let trades = [
        "Bakery", "Clinic", "Courier Hub", "Pharmacy", "Garage", "Florist", "Bookshop", "Kiosk", "Hotel", "Laundry",
        "Bistro", "Optician", "Depot", "Workshop", "Ferry Desk", "Market Hall",
    ]

    private static let places = [
        "Nile", "North", "Harbour", "Old Town", "Station", "Delta", "Hill", "Riverside", "Airport", "East", "Garden",
        "Bridge", "Plaza", "West", "Lighthouse", "Canal", "South", "Park", "Quay", "Mill", "Meadow", "Tower",
        "Crossing",
    ]

    private static let holders = [
        "Front desk", "Back office", "Night shift", "Counter", "Dispatch", "Reception", "Day shift", "Warehouse",
    ]

    /// Sixteen trades and 23 places have no common factor: 368 different pairs, after which numbers go on.
    static func label(_ index: Int) -> String {
        let name = trades[index % trades.count] + " " + places[index % places.count]
        let round = index / (trades.count * places.count)
        let numbered = round > 0 || index % 3 == 1
        return numbered ? name + (round < 9 ? " 0" : " ") + String(round + 1) : name
    }

    /// A label as people make identifiers of it: `harbour-clinic-02`.
    static func slug(_ label: String) -> String {
        String(label.lowercased().map { $0 == " " ? "-" : $0 })
    }

    static func holder(_ index: Int) -> String { holders[(index * 5) % holders.count] }

    /// A name such as an attacker chooses: colours, a window title, a cleared line, a reversed rest.
    static let hostile = "\u{1b}[31mPaid\u{1b}]0;taken over\u{7}\r\u{1b}[2K\u{202e}knil\u{2066}\u{200b} \u{9b}1m\n"
}
