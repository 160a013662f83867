#include "guarded.hpp"

using namespace prorata;
using capi::AnswerObject;

namespace {

template <class Value, class Call>
Value of(const prorata_answer* answer, Value otherwise, const Call& call) {
    return capi::value_of(otherwise, [&] {
        const auto found = capi::find<AnswerObject>(answer);
        return found ? call(found->outcome) : otherwise;
    });
}

/// The value at the index; nothing past the end or of a decline.
const std::pair<std::string, std::string>* value_at(const Outcome<Answer>& outcome, size_t index) {
    if (outcome.declined() || index >= outcome.value().values.size()) return nullptr;
    return &outcome.value().values[index];
}

} // namespace

int32_t prorata_answer_decline(const prorata_answer* answer) {
    return of(answer, int32_t{0}, [](const Outcome<Answer>& of) {
        return of.declined() ? static_cast<int32_t>(of.decline().code) : 0;
    });
}

const char* prorata_answer_decline_name(const prorata_answer* answer) {
    return of<const char*>(answer, nullptr, [](const Outcome<Answer>& of) {
        return of.declined() ? name(of.decline().code).data() : nullptr;
    });
}

const char* prorata_answer_decline_message(const prorata_answer* answer) {
    return of<const char*>(answer, nullptr, [](const Outcome<Answer>& of) {
        return of.declined() ? of.decline().message.c_str() : nullptr;
    });
}

size_t prorata_answer_count(const prorata_answer* answer) {
    return of(answer, size_t{0}, [](const Outcome<Answer>& of) {
        return of.declined() ? 0 : of.value().values.size();
    });
}

const char* prorata_answer_name(const prorata_answer* answer, size_t index) {
    return of<const char*>(answer, nullptr, [index](const Outcome<Answer>& of) {
        const auto* found = value_at(of, index);
        return found == nullptr ? nullptr : found->first.c_str();
    });
}

const char* prorata_answer_value(const prorata_answer* answer, size_t index) {
    return of<const char*>(answer, nullptr, [index](const Outcome<Answer>& of) {
        const auto* found = value_at(of, index);
        return found == nullptr ? nullptr : found->second.c_str();
    });
}

const char* prorata_answer_find(const prorata_answer* answer, const char* wanted) {
    if (wanted == nullptr) return nullptr;
    return of<const char*>(answer, nullptr, [wanted](const Outcome<Answer>& of) -> const char* {
        if (of.declined()) return nullptr;
        for (const auto& [key, text] : of.value().values) {
            if (key == wanted) return text.c_str();
        }
        return nullptr;
    });
}

void prorata_answer_free(prorata_answer* answer) {
    (void)capi::guarded(nullptr, [answer] { (void)capi::removed<AnswerObject>(answer); });
}
