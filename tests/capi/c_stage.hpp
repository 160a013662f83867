#pragma once

#include "capi/c_book.hpp"
#include "prorata/scenario/stage.hpp"

// Plays scenarios through the C functions only; the runner cannot tell it from the engine.

namespace c_stage {

using namespace prorata;

class CStage : public Stage {
  public:
    explicit CStage(prorata_engine* engine) : engine_(engine) {}

    [[nodiscard]] StepAnswer perform(const Step& step) override {
        at_ = step.at.micros();
        const std::string key = "line-" + std::to_string(step.place.line);
        return perform(key, step.verb, step.arguments);
    }

    [[nodiscard]] TextTable show(std::string_view table, const Arguments& filters,
                                 Instant at) override {
        const c_book::Given given(filters);
        prorata_rows* rows = nullptr;
        prorata_error* error = nullptr;
        if (prorata_engine_show(&rows, engine_, std::string(table).c_str(), given.data(),
                                given.size(), at.micros(), &error) != 0)
            raise(error);
        TextTable shown;
        const std::size_t columns = prorata_rows_column_count(rows);
        for (std::size_t column = 0; column < columns; ++column)
            shown.columns.emplace_back(prorata_rows_column(rows, column));
        for (std::size_t row = 0; row < prorata_rows_count(rows); ++row) {
            auto& cells = shown.rows.emplace_back();
            for (std::size_t column = 0; column < columns; ++column)
                cells.emplace_back(prorata_rows_cell(rows, row, column));
        }
        prorata_rows_free(rows);
        return shown;
    }

    void load_catalog(std::string_view text) override {
        const StepAnswer answer = perform("catalog-" + std::to_string(++catalogs_), "publish",
                                          {{"catalog", std::string(text)}});
        if (answer.kind != StepAnswer::Kind::ok)
            throw Error(ErrorCode::invalid_argument, answer.message, answer.faults);
    }

  private:
    StepAnswer perform(const std::string& key, const std::string& command,
                       const Arguments& arguments) {
        const c_book::Given given(arguments);
        prorata_context who = PRORATA_CONTEXT_INIT;
        who.at = at_;
        who.actor = "scenario";
        who.key = key.c_str();
        prorata_answer* answer = nullptr;
        prorata_error* error = nullptr;
        const auto status = prorata_engine_perform(&answer, engine_, &who, command.c_str(),
                                                   given.data(), given.size(), &error);
        if (status != 0) return fault(error);
        StepAnswer told;
        if (prorata_answer_decline(answer) != 0) {
            told.kind = StepAnswer::Kind::declined;
            told.code = prorata_answer_decline_name(answer);
            told.message = prorata_answer_decline_message(answer);
        }
        for (std::size_t i = 0; i < prorata_answer_count(answer); ++i)
            told.values.emplace_back(prorata_answer_name(answer, i),
                                     prorata_answer_value(answer, i));
        prorata_answer_free(answer);
        return told;
    }

    static StepAnswer fault(prorata_error* error) {
        StepAnswer told;
        told.kind = StepAnswer::Kind::fault;
        told.code = prorata_status_name(prorata_error_status(error));
        told.message = prorata_error_message(error);
        for (std::size_t i = 0; i < prorata_error_fault_count(error); ++i) {
            told.faults.push_back(
                {prorata_error_fault_path(error, i), prorata_error_fault_message(error, i)});
        }
        if (told.faults.empty()) told.faults.push_back({"", told.message});
        prorata_error_free(error);
        return told;
    }

    [[noreturn]] static void raise(prorata_error* error) {
        const StepAnswer told = fault(error);
        throw Error(ErrorCode::invalid_argument, told.message, told.faults);
    }

    prorata_engine* engine_;
    std::int64_t at_ = prorata_instant("2000-01-01T00:00:00Z");
    int catalogs_ = 0;
};

} // namespace c_stage
