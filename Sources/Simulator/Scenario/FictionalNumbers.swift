/// Phone numbers that belong to nobody: the ranges that three countries keep free for films and books.
enum FictionalNumbers {
    /// Different for every index below 69,000.
    static func digits(_ index: Int) -> String {
        switch index % 3 {
        case 0 where index / 3 < 1000:
            // Ofcom: 07700 900000 to 900999.
            "447700900" + padded(index / 3, 3)
        case 1 where index / 3 < 10_000:
            // Arcep: 06 39 98 00 00 to 99 99.
            "3363998" + padded(index / 3, 4)
        default:
            // North America: 555-0100 to 555-0199 of any area.
            "1" + String(210 + index / 100 % 690) + "55501" + padded(index % 100, 2)
        }
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
