// Events: what has become of them (SL-21, AC-37).

#include "engine/commands.hpp"
#include "repository/row_io.hpp"

#include <charconv>
#include <set>
#include <sstream>

namespace prorata {

namespace {

using storage::Cell;

std::int64_t id_of(const std::string& word, Faults& faults) {
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), id);
    if (error == std::errc() && end == word.data() + word.size()) return id;
    faults.add("events", "\"" + word + "\" is no id; give whole numbers with spaces between them");
    return 0;
}

/// The ids, each once, of events that the book has. Errors: every one that is none.
std::set<std::int64_t> known_events(Session& session, const std::string& text) {
    std::set<std::int64_t> ids;
    Faults faults;
    std::istringstream words(text);
    for (std::string word; words >> word;)
        ids.insert(id_of(word, faults));
    if (ids.empty()) faults.add("events", "names none");
    faults.raise_if_any("the events were refused");
    for (const std::int64_t id : ids) {
        if (session.book().rows<EventRecord>("event", {Cell(id)}, {Cell(id + 1)}).empty()) {
            faults.add("events", "there is no event " + std::to_string(id));
        }
    }
    faults.raise_if_any("the command names what is not there", ErrorCode::not_found);
    return ids;
}

} // namespace

Outcome<Answer> carry_out(Session& session, const AcknowledgeEvents& request) {
    const auto ids = known_events(session, *request.events);
    const auto state =
        request.sent.value_or(true) ? DeliveryState::delivered : DeliveryState::withdrawn;
    std::size_t added = 0;
    for (const std::int64_t id : ids) {
        const auto before =
            session.book().rows<DeliveryRecord>("event_delivery", {Cell(id)}, {Cell(id + 1)});
        if (!before.empty()) continue;
        session.work.insert(DeliveryRecord{id, 1, state, session.context.at});
        ++added;
    }
    return Answer{{{"acknowledged", std::to_string(added)},
                   {"already_there", std::to_string(ids.size() - added)}}};
}

} // namespace prorata
