#pragma once

#include "engine/known.hpp"
#include "prorata/engine/answer.hpp"
#include "prorata/engine/requests.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

// What holds of every request, whatever its fields: reading it from text, completeness, names.

namespace prorata {

/// Sixteen hexadecimal digits that tell texts apart (FNV-1a of 64 bits); no protection against
/// somebody who wants two texts to look alike.
[[nodiscard]] inline std::string fingerprint(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    std::string digits(16, '0');
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, hash >>= 4)
        *digit = "0123456789abcdef"[hash & 15];
    return digits;
}

template <class Request>
[[nodiscard]] std::vector<FieldDescription> fields_of() {
    std::vector<FieldDescription> fields;
    const Request request{};
    Request::each_field(request, [&fields](const FieldDescription& field, const auto&) {
        fields.push_back(field);
    });
    return fields;
}

/// The plain texts of a request by field, for what they may name.
template <class Request>
[[nodiscard]] NamedFields names_in(const Request& request) {
    NamedFields names;
    Request::each_field(request, [&names](const FieldDescription& field, const auto& value) {
        if constexpr (std::is_same_v<std::decay_t<decltype(value)>, field::Text>) {
            if (value.given()) names.emplace_back(field.name, *value);
        }
    });
    return names;
}

/// Throws unless every required field is given. Errors: Error{invalid_argument} that names all.
template <class Request>
void require_complete(const Request& request) {
    Faults faults;
    Request::each_field(request, [&faults](const FieldDescription& field, const auto& value) {
        if (field.need == FieldNeed::required && !value.given()) {
            faults.add(std::string(field.name), "is missing; give " + std::string(field.meaning));
        }
    });
    faults.raise_if_any("the command lacks arguments");
}

/// Takes the argument if it belongs to the field; false if it does not.
template <class Field>
bool take(Faults& faults, const FieldDescription& field, Field& into, const std::string& name,
          const std::string& text) {
    if constexpr (std::is_base_of_v<field::Pairs, Field>) {
        if (!name.starts_with(std::string(field.name) + '.')) return false;
        into.pairs.emplace_back(name.substr(field.name.size() + 1), text);
    } else {
        if (name != field.name) return false;
        try {
            into.parse(text);
        } catch (const Error& error) {
            faults.add(name, error.message());
        }
    }
    return true;
}

/// The request with these arguments.
///
/// Errors: Error{invalid_argument} that names every argument that is unknown, missing, malformed.
template <class Request>
[[nodiscard]] Request parsed(const Arguments& arguments) {
    Request request;
    Faults faults;
    for (const auto& given : arguments) {
        bool known = false;
        Request::each_field(request, [&](const FieldDescription& field, auto& into) {
            known = known || take(faults, field, into, given.first, given.second);
        });
        if (!known) {
            faults.add(given.first, "is no argument of " + std::string(Request::command_name));
        }
    }
    Request::each_field(request, [&](const FieldDescription& field, const auto& value) {
        const bool tried = std::any_of(arguments.begin(), arguments.end(), [&](const auto& given) {
            return given.first == field.name;
        });
        if (field.need == FieldNeed::required && !value.given() && !tried) {
            faults.add(std::string(field.name), "is missing; give " + std::string(field.meaning));
        }
    });
    faults.raise_if_any("the arguments of " + std::string(Request::command_name) +
                        " are not right");
    return request;
}

} // namespace prorata
