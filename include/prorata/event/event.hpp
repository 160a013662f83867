#pragma once

#include "prorata/base/named_codes.hpp"
#include "prorata/event/subject.hpp"
#include "prorata/time/instant.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace prorata {

/// What a reader of an event may have subscribed to (requirement AC-43). Stored numbers.
#define PRORATA_EVENT_CATEGORIES(X)                                                                \
    X(finance, 1)                                                                                  \
    X(news, 2)                                                                                     \
    X(service, 3)                                                                                  \
    X(support, 4)
PRORATA_NAMED_CODES(EventCategory, event_category, PRORATA_EVENT_CATEGORIES)

/// One message of the outbox, for example "invoice_issued" about invoice 12, due at once.
///
/// Events are written in the transaction of what they report, so that none is lost and none is
/// sent for what did not happen. Reminders are written ahead with a later `due_at`; the view
/// `outbox` leaves them out once their cause has gone. Sending is the portal's job; what it
/// acknowledges is kept in a table beside the events, which are never changed.
///
/// Units:   `due_at` is an instant in UTC; not to be sent before.
/// Threads: a value; safe to read from many threads.
/// See:     requirements SL-21, AC-37, AC-43, MT-08.
struct Event {
    EventCategory category;
    std::string kind; ///< lower_snake_case, for example "invoice_issued".
    Subject subject;
    Instant due_at;
    std::string payload; ///< A JSON object with ids and figures, never personal data (R62).

    friend bool operator==(const Event&, const Event&) = default;
};

/// Throws unless the kind is lower_snake_case of at most 64 letters and the payload an object.
///
/// Only the outer braces of the payload are looked at: parsers live in the room `exchange`.
///
/// Errors: Error{invalid_argument} that names every fault.
void require_valid(const Event& event);

} // namespace prorata
