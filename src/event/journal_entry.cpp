#include "prorata/event/journal_entry.hpp"

#include "event/checks.hpp"

#include <set>
#include <string_view>

namespace prorata {

void require_valid(const JournalEntry& entry) {
    Faults faults;
    if (entry.sequence < 1) {
        faults.add("sequence", "is " + std::to_string(entry.sequence) + "; it counts from 1");
    }
    check(entry.context, faults);
    require_label(entry.attribute, "attribute", faults);
    if (entry.before == entry.after) faults.add("after", "equals before; nothing changed");
    std::set<std::string_view> names;
    for (const Decision& decision : entry.decisions) {
        if (!names.insert(decision.name).second) {
            faults.add("decisions." + decision.name, "is given twice");
        }
    }
    faults.raise_if_any("the journal entry was refused");
}

} // namespace prorata
