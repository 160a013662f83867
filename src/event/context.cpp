#include "prorata/event/context.hpp"
#include "event/checks.hpp"

namespace prorata {

void check(const Context& context, Faults& faults) {
    require_label(context.actor, "context.actor", faults);
    require_label(context.key, "context.key", faults);
}

void require_label(const std::string& text, const char* path, Faults& faults) {
    constexpr std::size_t longest = 200;
    if (text.empty()) faults.add(path, "is empty; give 1 to 200 printable characters");
    if (text.size() > longest) {
        faults.add(path, "is " + std::to_string(text.size()) + " bytes long; the most is 200");
    }
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') {
            faults.add(path, "holds a control character; give printable characters");
            break;
        }
    }
}

void require_valid(const Context& context) {
    Faults faults;
    check(context, faults);
    faults.raise_if_any("the context was refused");
}

} // namespace prorata
