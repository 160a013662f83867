#pragma once

#include "prorata/base/error.hpp"

#include <string>
#include <string_view>

namespace prorata {

/// A number with leading zeros.
inline std::string padded(std::int64_t number, std::size_t width) {
    std::string text = std::to_string(number);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

/// Reads fixed forms such as 2026-01-31; anything else is one fault that shows the form.
class TextReader {
  public:
    TextReader(std::string_view text, const char* form) : text_(text), form_(form) {}

    [[nodiscard]] bool at(char c) const noexcept { return !text_.empty() && text_.front() == c; }
    [[nodiscard]] bool at_digit() const noexcept {
        return !text_.empty() && text_.front() >= '0' && text_.front() <= '9';
    }
    void literal(char c) {
        if (!at(c)) malformed();
        text_.remove_prefix(1);
    }
    char any() {
        if (text_.empty()) malformed();
        const char c = text_.front();
        text_.remove_prefix(1);
        return c;
    }
    int digits(int count) {
        int number = 0;
        for (int i = 0; i < count; ++i) {
            if (!at_digit()) malformed();
            number = number * 10 + (any() - '0');
        }
        return number;
    }
    void end() const {
        if (!text_.empty()) malformed();
    }
    [[noreturn]] void malformed() const {
        throw Error(ErrorCode::invalid_argument, std::string("the text is not ") + form_);
    }

  private:
    std::string_view text_;
    const char* form_;
};

} // namespace prorata
