// docs/reference/catalog.schema.json says what the parser reads: the same members, the same names.

#include "catch.hpp"
#include "exchange/catalog_members.hpp"
#include "exchange/files.hpp"
#include "exchange/json.hpp"

#include <map>
#include <set>

using namespace prorata;

namespace {

using Types = std::map<std::string, std::string>; // of a member by its name

struct Record {
    Types types;
    std::set<std::string> required;

    friend bool operator==(const Record&, const Record&) = default;
};

std::string joined(const std::vector<std::string>& names) {
    std::string text = "one of";
    for (const std::string& name : names)
        text += " " + name;
    return text;
}

// What the parser has.

template <class Value>
struct TypeOf {
    static std::string text() {
        if constexpr (std::is_enum_v<Value>)
            return joined(names_of<Value>());
        else
            return "unknown";
    }
};
#define TYPE_OF(Type, name)                                                                        \
    template <>                                                                                    \
    struct TypeOf<Type> {                                                                          \
        static std::string text() { return name; }                                                 \
    };
TYPE_OF(std::string, "string")
TYPE_OF(bool, "boolean")
TYPE_OF(int, "integer")
TYPE_OF(Decimal, "decimal")
TYPE_OF(Date, "date")
TYPE_OF(Term, "term")
TYPE_OF(Currency, "currency")
TYPE_OF(Product, "product")
TYPE_OF(PriceLevel, "price_level")
TYPE_OF(TaxRateRow, "tax_rate")
TYPE_OF(Rounding, "rounding")
TYPE_OF(Component, "component")
TYPE_OF(Tier, "tier")
TYPE_OF(Price, "price")
TYPE_OF(WithdrawalPolicy, "withdrawal")
TYPE_OF(TariffVersion, "tariff_version")
TYPE_OF(Tariff, "tariff")
template <class Value>
struct TypeOf<std::vector<Value>> {
    static std::string text() { return "list of " + TypeOf<Value>::text(); }
};
template <class Value>
struct TypeOf<std::optional<Value>> {
    static std::string text() { return TypeOf<Value>::text(); }
};

struct Lister {
    Record record;

    template <class Value>
    void required(const char* name, const Value&) {
        record.types[name] = TypeOf<Value>::text();
        record.required.insert(name);
    }
    template <class Value>
    void optional(const char* name, const Value&) {
        record.types[name] = TypeOf<Value>::text();
    }
    template <class Value>
    void nullable(const char* name, const std::optional<Value>& value) {
        required(name, value);
        record.types[name] += " or null";
    }
};

template <class Type>
Record parser_has() {
    Lister lister;
    Type record = blank<Type>();
    members(lister, record);
    return lister.record;
}

// What the schema says.

const Json& member(const Json& object, const char* name) {
    const Json* found = object.find(name);
    INFO("the schema has no " << name);
    REQUIRE(found != nullptr);
    return *found;
}

std::string type_in(const Json& schema) {
    if (const Json* reference = schema.find("$ref")) {
        return reference->text.substr(std::string("#/$defs/").size());
    }
    if (const Json* values = schema.find("enum")) {
        std::vector<std::string> names;
        for (const Json& value : values->items)
            names.push_back(value.text);
        return joined(names);
    }
    if (const Json* either = schema.find("anyOf")) {
        return type_in(either->items.at(0)) + " or " + type_in(either->items.at(1));
    }
    const std::string type = member(schema, "type").text;
    return type == "array" ? "list of " + type_in(member(schema, "items")) : type;
}

Record schema_has(const Json& schema) {
    Record record;
    const Json& properties = member(schema, "properties");
    for (std::size_t i = 0; i < properties.names.size(); ++i) {
        record.types[properties.names[i]] = type_in(properties.items[i]);
    }
    for (const Json& name : member(schema, "required").items)
        record.required.insert(name.text);
    CHECK_FALSE(member(schema, "additionalProperties").truth);
    return record;
}

Json schema_file() {
    return parse_json(file_text(PRORATA_SOURCE_DIR "/docs/reference/catalog.schema.json"));
}

template <class Type>
void check_record() {
    const std::string name = TypeOf<Type>::text();
    INFO(name);
    const Json schema = schema_file();
    const Record said = schema_has(member(member(schema, "$defs"), name.c_str()));
    const Record had = parser_has<Type>();
    CHECK(said.types == had.types);
    CHECK(said.required == had.required);
}

} // namespace

TEST_CASE("the JSON Schema has the members that the parser reads") {
    check_record<Product>();
    check_record<PriceLevel>();
    check_record<TaxRateRow>();
    check_record<Rounding>();
    check_record<Component>();
    check_record<Tier>();
    check_record<Price>();
    check_record<WithdrawalPolicy>();
    check_record<TariffVersion>();
    check_record<Tariff>();
    CHECK(schema_has(schema_file()) == parser_has<CatalogSource>());
    CHECK(member(schema_file(), "$defs").names.size() ==
          10 + 4); // records, and decimal, date, term, currency
}

TEST_CASE("the page of the format names every member and every name of the schema") {
    const std::string page = file_text(PRORATA_SOURCE_DIR "/docs/reference/catalog-format.md");
    const Json defs = member(schema_file(), "$defs");
    for (const Json& record : defs.items) {
        const Json* properties = record.find("properties");
        if (properties == nullptr) continue;
        for (std::size_t i = 0; i < properties->names.size(); ++i) {
            INFO(properties->names[i]);
            CHECK(page.find("`" + properties->names[i] + "`") != std::string::npos);
            const Json* values = properties->items[i].find("enum");
            if (values == nullptr) continue;
            for (const Json& value : values->items) {
                INFO(value.text);
                CHECK(page.find("`" + value.text + "`") != std::string::npos);
            }
        }
    }
}
