#pragma once

#include "exchange/catalog_members.hpp"
#include "exchange/json.hpp"
#include "prorata/base/error.hpp"

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace prorata {

// Scalars: each adds a fault and leaves the value alone if the JSON is something else.
void read(const Json& json, std::string& value, const std::string& path, Faults& faults);
void read(const Json& json, bool& value, const std::string& path, Faults& faults);
void read(const Json& json, int& value, const std::string& path, Faults& faults);
void read(const Json& json, Decimal& value, const std::string& path, Faults& faults);
void read(const Json& json, Date& value, const std::string& path, Faults& faults);
void read(const Json& json, Term& value, const std::string& path, Faults& faults);
void read(const Json& json, Currency& value, const std::string& path, Faults& faults);

void add_unknown_name(const Json& json, const std::vector<std::string>& names,
                      const std::string& path, Faults& faults);
/// Faults if the JSON is of another kind.
[[nodiscard]] bool require_kind(const Json& json, Json::Kind kind, const std::string& path,
                                Faults& faults);

/// Reads the members of one object, and knows afterwards which of them nobody asked for.
class ObjectReader {
  public:
    ObjectReader(const Json& object, std::string path, Faults& faults)
        : object_(object), path_(std::move(path)), faults_(faults) {}

    template <class Value>
    void required(const char* name, Value& value) {
        if (const Json* member = ask(name, true)) read_value(*member, value, at(name));
    }
    template <class Value>
    void optional(const char* name, Value& value) {
        if (const Json* member = ask(name, false)) read_value(*member, value, at(name));
    }
    template <class Value>
    void nullable(const char* name, std::optional<Value>& value) {
        required(name, value);
    }
    /// Members that are unknown, or there twice.
    void finish();

    template <class Record>
    static void read_record(const Json& json, Record& record, const std::string& path,
                            Faults& faults) {
        if (!require_kind(json, Json::Kind::object, path, faults)) return;
        ObjectReader reader(json, path, faults);
        members(reader, record);
        reader.finish();
    }

  private:
    const Json* ask(const char* name, bool required);
    [[nodiscard]] std::string at(const std::string& name) const {
        return path_.empty() ? name : path_ + "." + name;
    }

    template <class Value>
    void read_value(const Json& json, std::vector<Value>& values, const std::string& path) {
        if (!require_kind(json, Json::Kind::list, path, faults_)) return;
        for (std::size_t i = 0; i < json.items.size(); ++i) {
            values.push_back(blank<Value>());
            read_value(json.items[i], values.back(), path + "[" + std::to_string(i) + "]");
        }
    }
    template <class Value>
    void read_value(const Json& json, std::optional<Value>& value, const std::string& path) {
        value.reset();
        if (json.kind == Json::Kind::null) return;
        if constexpr (std::is_same_v<Value, Term>)
            value.emplace(1, TermUnit::month);
        else
            value.emplace();
        read_value(json, *value, path);
    }
    template <class Value>
    void read_value(const Json& json, Value& value, const std::string& path) {
        if constexpr (std::is_enum_v<Value>) {
            const bool text = json.kind == Json::Kind::string;
            const auto code = text ? code_named(json.text, value) : std::nullopt;
            if (code)
                value = *code;
            else
                add_unknown_name(json, names_of<Value>(), path, faults_);
        } else if constexpr (requires { read(json, value, path, faults_); }) {
            read(json, value, path, faults_);
        } else {
            read_record(json, value, path, faults_);
        }
    }

    const Json& object_;
    std::string path_;
    Faults& faults_;
    std::vector<std::string> known_;
};

} // namespace prorata
