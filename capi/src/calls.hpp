#pragma once

#include "arguments.hpp"
#include "guarded.hpp"

namespace prorata::capi {

/// Tells the engine's log, if there is one: "subscribe order-1: carried out".
void log_outcome(EngineObject& object, const std::string& what, const Outcome<Answer>& outcome);
void log(EngineObject& object, std::int32_t level, const std::string& message);

/// One command: the answer goes out, and what became of it to the log.
template <class Perform>
prorata_status perform(prorata_answer** answer_out, prorata_engine* engine,
                       const prorata_context* given, const char* command, prorata_error** error_out,
                       const Perform& call) noexcept {
    if (answer_out != nullptr) *answer_out = nullptr;
    std::shared_ptr<EngineObject> object;
    const prorata_status status = guarded(error_out, [&] {
        require_given(answer_out, "answer_out");
        object = required<EngineObject>(engine);
        const Context who = context(given);
        Promised<AnswerObject> answer({Answer{}});
        answer.object->outcome = call(object->engine, who);
        (void)guarded(nullptr, [&] { // what is done is answered, told or not
            log_outcome(*object, std::string(command) + ' ' + who.key, answer.object->outcome);
        });
        *answer_out = answer.keep();
    });
    if (status != 0 && object) {
        (void)guarded(nullptr, [&] {
            log(*object, 1, std::string(command) + ": " + prorata_status_name(status));
        });
    }
    return status;
}

} // namespace prorata::capi
