// The only file that knows nlohmann-json.

#include "exchange/json.hpp"

#include "base/assert.hpp"
#include "prorata/base/error.hpp"

#include <algorithm>
#include <limits>

#define JSON_ASSERT(condition) PRORATA_ASSERT(condition, "the JSON reader failed")
#include <nlohmann/json.hpp>

namespace prorata {

namespace {

using Sax = nlohmann::json_sax<nlohmann::json>;

constexpr std::size_t deepest = 64;

[[noreturn]] void refuse(std::string_view text, std::size_t read, const std::string& why) {
    const std::string_view before = text.substr(0, std::min(read == 0 ? 0 : read - 1, text.size()));
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t start = before.rfind('\n') == before.npos ? 0 : before.rfind('\n') + 1;
    throw Error(ErrorCode::invalid_argument, "line " + std::to_string(line) + ", column " +
                                                 std::to_string(before.size() - start + 1) +
                                                 " is no JSON: " + why);
}

/// Builds the document from the outside in; the last of `open_` is being filled.
class Builder : public Sax {
  public:
    explicit Builder(std::string_view text) : text_(text) {}

    [[nodiscard]] Json take() { return std::move(document_); }

    bool null() override { return add({}); }
    bool boolean(bool value) override {
        Json made;
        made.kind = Json::Kind::boolean;
        made.truth = value;
        return add(std::move(made));
    }
    bool number_integer(number_integer_t value) override {
        Json made;
        made.kind = Json::Kind::integer;
        made.integer = value;
        return add(std::move(made));
    }
    bool number_unsigned(number_unsigned_t value) override {
        if (value > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) {
            return add_text(Json::Kind::fraction, std::to_string(value));
        }
        return number_integer(static_cast<number_integer_t>(value));
    }
    bool number_float(number_float_t, const string_t& written) override {
        return add_text(Json::Kind::fraction, written);
    }
    bool string(string_t& value) override { return add_text(Json::Kind::string, value); }
    bool binary(binary_t&) override { return false; } // not in texts
    bool start_object(std::size_t) override { return open(Json::Kind::object); }
    bool start_array(std::size_t) override { return open(Json::Kind::list); }
    bool key(string_t& name) override {
        open_.back().names.push_back(name);
        return true;
    }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool parse_error(std::size_t read, const std::string&,
                     const nlohmann::detail::exception& error) override {
        const std::string_view what = error.what();
        const std::size_t reason = what.find(": ");
        refuse(text_, read, std::string(reason == what.npos ? what : what.substr(reason + 2)));
    }

  private:
    bool add(Json value) {
        (open_.empty() ? document_ : open_.back().items.emplace_back()) = std::move(value);
        return true;
    }
    bool add_text(Json::Kind kind, const std::string& text) {
        Json made;
        made.kind = kind;
        made.text = text;
        return add(std::move(made));
    }
    bool open(Json::Kind kind) {
        if (open_.size() == deepest) {
            throw Error(ErrorCode::invalid_argument,
                        "the JSON is nested more than " + std::to_string(deepest) + " levels deep");
        }
        open_.emplace_back().kind = kind;
        return true;
    }
    bool close() {
        Json closed = std::move(open_.back());
        open_.pop_back();
        return add(std::move(closed));
    }

    std::string_view text_;
    std::vector<Json> open_;
    Json document_;
};

} // namespace

const Json* Json::find(std::string_view name) const noexcept {
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? nullptr : &items[static_cast<std::size_t>(found - names.begin())];
}

Json parse_json(std::string_view text) {
    Builder builder(text);
    nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
    return builder.take();
}

std::string json_string(std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    std::string made = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            made += '\\';
            made += c;
        } else if (byte < 0x20) {
            made += "\\u00";
            made += hex[byte >> 4U];
            made += hex[byte & 15U];
        } else {
            made += c;
        }
    }
    return made + '"';
}

} // namespace prorata
