#include "exchange/reader.hpp"

#include <algorithm>
#include <limits>

namespace prorata {

namespace {

const char* kind_name(Json::Kind kind) {
    switch (kind) {
    case Json::Kind::null: return "null";
    case Json::Kind::boolean: return "true or false";
    case Json::Kind::integer: return "a whole number";
    case Json::Kind::fraction: return "a number";
    case Json::Kind::string: return "a string";
    case Json::Kind::list: return "a list";
    case Json::Kind::object: return "an object";
    }
    return "unknown";
}

std::string shown(const Json& json) {
    if (json.kind == Json::Kind::string) return json_string(json.text);
    if (json.kind == Json::Kind::integer) return std::to_string(json.integer);
    if (json.kind == Json::Kind::fraction) return json.text;
    return kind_name(json.kind);
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

/// Takes what `parse` makes of a string, or its fault.
template <class Value, class Parse>
void read_text(const Json& json, Value& value, const std::string& path, Faults& faults,
               const Parse& parse) {
    if (!require_kind(json, Json::Kind::string, path, faults)) return;
    try {
        value = parse(json.text);
    } catch (const Error& error) {
        faults.add(path, error.message());
    }
}

} // namespace

bool require_kind(const Json& json, Json::Kind kind, const std::string& path, Faults& faults) {
    if (json.kind == kind) return true;
    faults.add(path, "is " + shown(json) + "; give " + kind_name(kind));
    return false;
}

void read(const Json& json, std::string& value, const std::string& path, Faults& faults) {
    if (require_kind(json, Json::Kind::string, path, faults)) value = json.text;
}

void read(const Json& json, bool& value, const std::string& path, Faults& faults) {
    if (require_kind(json, Json::Kind::boolean, path, faults)) value = json.truth;
}

void read(const Json& json, int& value, const std::string& path, Faults& faults) {
    if (!require_kind(json, Json::Kind::integer, path, faults)) return;
    if (json.integer < std::numeric_limits<int>::min() ||
        json.integer > std::numeric_limits<int>::max()) {
        faults.add(path, "is " + shown(json) + ", which is out of range");
        return;
    }
    value = static_cast<int>(json.integer);
}

void read(const Json& json, Decimal& value, const std::string& path, Faults& faults) {
    if (json.kind == Json::Kind::fraction) {
        faults.add(path, "is the number " + json.text +
                             ", a binary fraction in most programs; give it as a string, \"" +
                             json.text + "\"");
        return;
    }
    if (json.kind == Json::Kind::integer) {
        read({Json::Kind::string, false, 0, std::to_string(json.integer), {}, {}}, value, path,
             faults);
        return;
    }
    read_text(json, value, path, faults,
              [](const std::string& text) { return Decimal::parse(text); });
}

void read(const Json& json, Date& value, const std::string& path, Faults& faults) {
    read_text(json, value, path, faults, [](const std::string& text) { return Date::parse(text); });
}

void read(const Json& json, Term& value, const std::string& path, Faults& faults) {
    read_text(json, value, path, faults, [](const std::string& text) { return Term::parse(text); });
}

void read(const Json& json, Currency& value, const std::string& path, Faults& faults) {
    read_text(json, value, path, faults,
              [](const std::string& text) { return Currency::of(text); });
}

void add_unknown_name(const Json& json, const std::vector<std::string>& names,
                      const std::string& path, Faults& faults) {
    faults.add(path, "is " + shown(json) + "; give one of " + joined(names));
}

const Json* ObjectReader::ask(const char* name, bool required) {
    known_.emplace_back(name);
    const Json* member = object_.find(name);
    if (member == nullptr && required) faults_.add(at(name), "is missing");
    return member;
}

void ObjectReader::finish() {
    const auto& names = object_.names;
    for (auto name = names.begin(); name != names.end(); ++name) {
        if (std::find(known_.begin(), known_.end(), *name) == known_.end()) {
            faults_.add(at(*name), "is no member here; there are " + joined(known_));
        } else if (std::find(names.begin(), name, *name) != name) {
            faults_.add(at(*name), "is there twice");
        }
    }
}

} // namespace prorata
