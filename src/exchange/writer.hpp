#pragma once

#include "exchange/catalog_members.hpp"
#include "exchange/json.hpp"

#include <string>
#include <type_traits>
#include <vector>

namespace prorata {

/// Writes records as JSON. Records of a few scalars take one line each, as rows of a table.
class ObjectWriter {
  public:
    template <class Record>
    [[nodiscard]] static std::string text(const Record& record, int depth) {
        constexpr bool is_row =
            !std::is_same_v<Record, CatalogSource> && !std::is_same_v<Record, Tariff> &&
            !std::is_same_v<Record, TariffVersion> && !std::is_same_v<Record, Component>;
        ObjectWriter writer(depth, is_row);
        members(writer, record);
        return "{" + writer.text_ + (is_row ? "" : line(depth)) + "}";
    }

    template <class Value>
    void required(const char* name, const Value& value) {
        put(name, written(value, depth_ + 1));
    }
    template <class Value>
    void optional(const char* name, const Value& value) {
        required(name, value);
    }
    /// None is the default, and is left out.
    template <class Value>
    void optional(const char* name, const std::optional<Value>& value) {
        if (value) required(name, *value);
    }
    template <class Value>
    void nullable(const char* name, const std::optional<Value>& value) {
        if (value)
            required(name, *value);
        else
            put(name, "null");
    }

  private:
    ObjectWriter(int depth, bool is_row) : depth_(depth), is_row_(is_row) {}

    void put(const char* name, const std::string& value) {
        if (!text_.empty()) text_ += is_row_ ? ", " : ",";
        if (!is_row_) text_ += line(depth_ + 1);
        text_ += json_string(name) + ": " + value;
    }
    [[nodiscard]] static std::string line(int depth) {
        return "\n" + std::string(static_cast<std::size_t>(depth) * 2, ' ');
    }

    [[nodiscard]] static std::string written(const std::string& text, int) {
        return json_string(text);
    }
    [[nodiscard]] static std::string written(bool truth, int) { return truth ? "true" : "false"; }
    [[nodiscard]] static std::string written(int number, int) { return std::to_string(number); }
    [[nodiscard]] static std::string written(Currency currency, int) {
        return json_string(currency.code());
    }
    template <class Value>
    [[nodiscard]] static std::string written(const std::vector<Value>& values, int depth) {
        std::string list;
        for (const Value& value : values) {
            list += (list.empty() ? "" : ",") + line(depth + 1) + written(value, depth + 1);
        }
        return list.empty() ? "[]" : "[" + list + line(depth) + "]";
    }
    template <class Value>
    [[nodiscard]] static std::string written(const Value& value, int depth) {
        if constexpr (std::is_enum_v<Value>)
            return json_string(name(value));
        else if constexpr (requires { value.text(); })
            return json_string(value.text());
        else
            return text(value, depth);
    }

    int depth_;
    bool is_row_;
    std::string text_;
};

} // namespace prorata
