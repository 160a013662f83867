#include "prorata/scenario/report.hpp"

#include "scenario/words.hpp"

namespace prorata {

namespace {

struct Line {
    std::string_view text;
    std::string_view ending; ///< "\n", "\r\n" or nothing at the end of the text.
};

std::vector<Line> split(std::string_view text) {
    std::vector<Line> lines;
    while (!text.empty()) {
        const std::size_t found = text.find('\n');
        const std::size_t end = found == std::string_view::npos ? text.size() : found;
        const std::size_t next = found == std::string_view::npos ? end : end + 1;
        const std::size_t bare =
            found != std::string_view::npos && end > 0 && text[end - 1] == '\r' ? end - 1 : end;
        lines.push_back({text.substr(0, bare), text.substr(bare, next - bare)});
        text.remove_prefix(next);
    }
    return lines;
}

std::string_view indent(std::string_view line) {
    return line.substr(0, line.find_first_not_of(" \t"));
}

/// The replacement with this indent and these line endings.
std::string laid_out(std::string_view replacement, std::string_view indent,
                     std::string_view ending) {
    std::string text;
    for (const Line& line : split(replacement)) {
        if (!text.empty()) text += ending;
        text.append(indent).append(line.text);
    }
    return text;
}

} // namespace

std::string Report::text() const {
    std::string result;
    for (const Failure& failure : failures) {
        result += name + ":" + std::to_string(failure.place.line) + ": " + failure.message + "\n";
    }
    return result;
}

std::string accepted(std::string_view text, const Report& report) {
    const std::vector<Line> lines = split(text);
    const std::string_view ending =
        lines.empty() || lines[0].ending.empty() ? "\n" : lines[0].ending;
    std::string result;
    std::size_t next = 0;
    const auto copy_until = [&](std::size_t end) {
        for (; next < end && next < lines.size(); ++next) {
            result.append(lines[next].text).append(lines[next].ending);
        }
    };
    for (const Failure& failure : report.failures) {
        if (failure.replacement.empty()) continue;
        const auto line = static_cast<std::size_t>(failure.place.line);
        const auto rows = static_cast<std::size_t>(failure.place.table_lines);
        const std::size_t first = failure.is_table ? line : line - 1;
        const std::size_t last = failure.is_table ? line + rows : line; // one past the replaced
        copy_until(first);
        const bool inserts = first == last;
        const std::string own(indent(lines[inserts ? line - 1 : first].text));
        if (inserts && lines[line - 1].ending.empty()) result += ending;
        result += laid_out(failure.replacement, inserts ? own + "  " : own, ending);
        result += inserts ? ending : lines[last - 1].ending;
        next = last;
    }
    copy_until(lines.size());
    return result;
}

} // namespace prorata
