/// The two-second rule's number, which everything that keeps the rule takes from here.
public enum RequestFloor {
    /// Between the starts of any two automatic requests about one instance, whatever they ask, and between any two
    /// lists of one gateway, at least this passes. It is what relink promises to the operators of gateways.
    public static let promise: Duration = .seconds(2)
}
