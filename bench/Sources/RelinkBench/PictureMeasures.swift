import Fleet
import FoundationEssentials
import QRCode

/// What the pictures of a corpus cost to read, by their forms.
enum PictureMeasures {
    private struct Unread: Error, CustomStringConvertible {
        var path: String

        var description: String { "\(path) was not read: its time would mean nothing" }
    }

    /// Takes lines of standard input: a form and the path of a picture in it, with a tab between them. Tells one
    /// number for each form, in the order of their first lines.
    static func run(_ tell: (String, Double) -> Void) throws {
        var forms: [String] = []
        var pictures: [String: [CodePicture]] = [:]
        while let line = readLine() {
            let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            let picture = CodePicture(try [UInt8](Data(contentsOf: URL(filePath: parts[1]))))
            guard (try? PictureReader.read(picture)) != nil else { throw Unread(path: parts[1]) }
            if pictures[parts[0]] == nil { forms.append(parts[0]) }
            pictures[parts[0], default: []].append(picture)
        }
        for form in forms {
            let all = pictures[form] ?? []
            let round = Stopwatch.each {
                for picture in all { keep(try? PictureReader.read(picture)) }
            }
            tell(form, round / Double(all.count))
        }
    }
}
