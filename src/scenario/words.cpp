#include "scenario/words.hpp"

#include "prorata/base/error.hpp"

#include <algorithm>
#include <utility>

namespace prorata::scenario {

namespace {

constexpr std::string_view blanks = " \t\r";

bool is_snake(std::string_view part) noexcept {
    if (part.empty() || part.front() < 'a' || part.front() > 'z') return false;
    return std::all_of(part.begin(), part.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

char unescaped(char c) {
    switch (c) {
    case 'n': return '\n';
    case 't': return '\t';
    case '"':
    case '\\': return c;
    default: malformed(std::string("\\") + c + R"( is no escape; there are \" \\ \n \t)");
    }
}

} // namespace

void malformed(std::string message) {
    throw Error(ErrorCode::invalid_argument, std::move(message));
}

std::string_view trimmed(std::string_view text) noexcept {
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool is_key(std::string_view text) noexcept {
    while (true) {
        const std::size_t dot = text.find('.');
        if (!is_snake(text.substr(0, dot))) return false;
        if (dot == std::string_view::npos) return true;
        text.remove_prefix(dot + 1);
    }
}

bool is_value_name(std::string_view text) noexcept {
    const std::size_t dot = text.find('.');
    const std::string_view rest = dot == std::string_view::npos ? "" : text.substr(dot + 1);
    return is_snake(text.substr(0, dot)) && !text.ends_with('.') &&
           std::all_of(rest.begin(), rest.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
                      c == '.';
           });
}

std::string quoted_if_needed(std::string_view text) {
    const bool bare = !text.empty() && trimmed(text) == text && text.front() != '"' &&
                      text.find_first_of("\n\t\r") == std::string_view::npos;
    if (bare) return std::string(text);
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        if (c == '\n')
            result += "\\n";
        else if (c == '\t')
            result += "\\t";
        else
            result += c;
    }
    return result + "\"";
}

std::string_view Words::word(std::string_view what) {
    if (rest_.empty()) malformed(std::string(what) + " is missing");
    const std::string_view found = rest_.substr(0, rest_.find_first_of(blanks));
    rest_ = trimmed(rest_.substr(found.size()));
    return found;
}

std::string Words::quoted() {
    std::string text;
    for (std::size_t i = 1; i < rest_.size(); ++i) {
        if (rest_[i] == '"') {
            rest_.remove_prefix(i + 1);
            return text;
        }
        if (rest_[i] == '\\' && i + 1 < rest_.size())
            text += unescaped(rest_[++i]);
        else
            text += rest_[i];
    }
    malformed("a quoted text has no end");
}

std::string Words::value() {
    const bool in_quotes = rest_.starts_with('"');
    if (in_quotes) {
        std::string text = quoted();
        if (!rest_.empty() && blanks.find(rest_.front()) == std::string_view::npos) {
            malformed("a space is missing after a quoted text");
        }
        rest_ = trimmed(rest_);
        return text;
    }
    const std::string_view found = rest_.substr(0, rest_.find_first_of(blanks));
    if (found.find('"') != std::string_view::npos) malformed("a quote stands inside a bare word");
    rest_ = trimmed(rest_.substr(found.size()));
    return std::string(found);
}

std::string Words::whole_value() {
    if (rest_.empty()) malformed("the value is missing; an empty one is \"\"");
    if (rest_.front() == '"') {
        std::string text = value();
        end();
        return text;
    }
    return std::string(std::exchange(rest_, {}));
}

Arguments Words::arguments() {
    Arguments result;
    while (!at_end()) {
        const std::string_view word = rest_.substr(0, rest_.find_first_of(blanks));
        const std::size_t equals = word.find('=');
        if (equals == std::string_view::npos) {
            malformed("\"" + std::string(word) + "\" is not key=value");
        }
        const std::string key(word.substr(0, equals));
        if (!is_key(key)) malformed("key \"" + key + "\" is not in lower snake case");
        const bool twice = std::any_of(result.begin(), result.end(),
                                       [&](const auto& pair) { return pair.first == key; });
        if (twice) malformed("key " + key + " is given twice");
        rest_.remove_prefix(equals + 1);
        result.emplace_back(key, value());
    }
    return result;
}

void Words::end() const {
    if (!at_end()) malformed("\"" + std::string(rest_) + "\" follows where the line should end");
}

} // namespace prorata::scenario
