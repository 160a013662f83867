#include "prorata/event/subject.hpp"

#include "prorata/base/error.hpp"

namespace prorata {

Subject Subject::stored(std::int64_t kind, std::int64_t id) {
    const bool in_range = kind >= 0 && kind <= UINT8_MAX;
    const auto known = in_range ? static_cast<SubjectKind>(kind) : SubjectKind{};
    Faults faults;
    if (name(known) == "unknown") {
        faults.add("subject.kind", std::to_string(kind) + " is in no list");
    }
    if (id < 1 || id > max_id) faults.add("subject.id", std::to_string(id) + " is no id");
    faults.raise_if_any("a stored subject is damaged", ErrorCode::storage_damaged);
    return {known, id};
}

} // namespace prorata
