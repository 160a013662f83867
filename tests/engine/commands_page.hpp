#pragma once

#include "prorata/engine/engine.hpp"

#include <string>

// The reference page of the commands, as Markdown: docs/reference/commands.md is exactly this text.

namespace commands_page {

using namespace prorata;

/// A field as it is written: a field of texts by name has its key behind a dot.
inline std::string written(const FieldDescription& field) {
    const std::string name(field.name);
    return field.type == field::Pairs::label ? "`" + name + ".`*name*" : "`" + name + "`";
}

inline std::string section(const CommandDescription& command) {
    std::string text = "\n## " + std::string(command.name) + "\n\n" + std::string(command.meaning) +
                       "\n\n| field | type | | meaning |\n| --- | --- | --- | --- |\n";
    for (const FieldDescription& field : command.fields) {
        const char* need = field.need == FieldNeed::required ? "required" : "optional";
        text += "| " + written(field) + " | " + std::string(field.type) + " | " + need + " | " +
                std::string(field.meaning) + " |\n";
    }
    return text;
}

inline std::string page() {
    std::string text =
        "# Commands\n\n"
        "This page is written from the list of commands by `engine_test`, which fails when the two "
        "differ.\n\n"
        "In C++ a command is a struct that is given to `Engine::perform`; by name it has the same "
        "fields as text,\nin [scenario files](scenario-format.md) as `field=value`. Beside its "
        "fields every command has a context: when,\nwho, and a key that makes a retry harmless. "
        "What a command may answer otherwise: [errors and declines](errors.md).\n\n"
        "| type | for example |\n| --- | --- |\n"
        "| text | `acme` |\n"
        "| date | `2026-01-31` |\n"
        "| instant | `2026-01-31T09:00:00Z` |\n"
        "| term | `P1M`, `P365D`, `P1Y` |\n"
        "| decimal | `4710.96` |\n"
        "| money | `4710.96 RUB` |\n"
        "| whole number | `15` |\n"
        "| yes or no | `yes` |\n"
        "| texts by name | `quantity.seat=5`, one for each name |\n";
    for (const CommandDescription& command : commands())
        text += section(command);
    return text;
}

} // namespace commands_page
