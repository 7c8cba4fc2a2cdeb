@main
enum Relink {
    static func main() {}
}
