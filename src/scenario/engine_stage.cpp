#include "prorata/scenario/engine_stage.hpp"

namespace prorata {

namespace {

constexpr const char* actor = "scenario";

StepAnswer faulty(const Error& error) {
    StepAnswer answer;
    answer.kind = StepAnswer::Kind::fault;
    answer.code = std::string(name(error.code()));
    answer.message = error.message();
    answer.faults = error.faults();
    if (answer.faults.empty()) answer.faults.push_back({"", error.message()});
    return answer;
}

StepAnswer plain(const Outcome<Answer>& outcome) {
    StepAnswer answer;
    if (outcome.declined()) {
        answer.kind = StepAnswer::Kind::declined;
        answer.code = std::string(name(outcome.decline().code));
        answer.message = outcome.decline().message;
    } else {
        answer.values = outcome.value().values;
    }
    return answer;
}

} // namespace

StepAnswer EngineStage::perform(const Step& step) {
    at_ = step.at;
    const Context context{step.at, actor, "line-" + std::to_string(step.place.line)};
    try {
        return plain(engine_.perform(context, step.verb, step.arguments));
    } catch (const Error& error) {
        return faulty(error);
    }
}

TextTable EngineStage::show(std::string_view table, const Arguments& filters, Instant at) {
    Rows rows = engine_.show(table, filters, at);
    return {std::move(rows.columns), std::move(rows.rows)};
}

void EngineStage::load_catalog(std::string_view text) {
    const Context context{at_, actor, "catalog-" + std::to_string(++catalogs_)};
    (void)engine_.perform(context, "publish", {{"catalog", std::string(text)}});
}

} // namespace prorata
