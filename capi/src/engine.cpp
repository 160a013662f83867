#include "calls.hpp"
#include "prorata/storage/storage.hpp"

using namespace prorata;
using capi::EngineObject;
using capi::guarded;
using capi::RowsObject;

namespace prorata::capi {

prorata_engine* adopt(std::unique_ptr<storage::Storage> storage) {
    return handed_out(std::make_shared<EngineObject>(Engine(std::move(storage))));
}

void log(EngineObject& object, std::int32_t level, const std::string& message) {
    prorata_log_callback callback = nullptr;
    void* user_data = nullptr;
    {
        const std::lock_guard lock(object.log_mutex);
        callback = object.log;
        user_data = object.log_user_data;
    }
    if (callback != nullptr) callback(level, message.c_str(), user_data);
}

void log_outcome(EngineObject& object, const std::string& what, const Outcome<Answer>& outcome) {
    if (!outcome.declined()) return log(object, 3, what + ": carried out");
    log(object, 2, what + ": declined, " + std::string(name(outcome.decline().code)));
}

} // namespace prorata::capi

prorata_status prorata_engine_open(prorata_engine** engine_out, const char* path,
                                   prorata_error** error_out) {
    if (engine_out != nullptr) *engine_out = nullptr;
    return guarded(error_out, [&] {
        capi::require_given(engine_out, "engine_out");
        Engine engine = path == nullptr ? Engine::in_memory() : Engine::open(path);
        *engine_out = capi::handed_out(std::make_shared<EngineObject>(std::move(engine)));
    });
}

prorata_status prorata_engine_close(prorata_engine* engine, prorata_error** error_out) {
    return guarded(error_out, [&] {
        (void)capi::required<EngineObject>(engine);
        (void)capi::removed<EngineObject>(engine);
    });
}

prorata_status prorata_engine_log(prorata_engine* engine, prorata_log_callback log, void* user_data,
                                  prorata_error** error_out) {
    return guarded(error_out, [&] {
        const auto object = capi::required<EngineObject>(engine);
        const std::lock_guard lock(object->log_mutex);
        object->log = log;
        object->log_user_data = user_data;
    });
}

prorata_status prorata_engine_perform(prorata_answer** answer_out, prorata_engine* engine,
                                      const prorata_context* context, const char* command,
                                      const prorata_argument* arguments, size_t count,
                                      prorata_error** error_out) {
    const auto call = [&](Engine& of, const Context& who) {
        return of.perform(who, capi::text(command, "command"), capi::arguments(arguments, count));
    };
    return capi::perform(answer_out, engine, context, command == nullptr ? "" : command, error_out,
                         call);
}

prorata_status prorata_engine_preview(prorata_answer** answer_out, prorata_rows** rows_out,
                                      prorata_engine* engine, const prorata_context* context,
                                      const char* command, const prorata_argument* arguments,
                                      size_t count, const char* table, prorata_error** error_out) {
    if (answer_out != nullptr) *answer_out = nullptr;
    if (rows_out != nullptr) *rows_out = nullptr;
    return guarded(error_out, [&] {
        capi::require_given(answer_out, "answer_out");
        const auto object = capi::required<EngineObject>(engine);
        RowsObject shown;
        capi::AnswerObject answer{object->engine.preview(
            capi::context(context), capi::text(command, "command"),
            capi::arguments(arguments, count), table == nullptr ? "" : table, shown.rows)};
        prorata_rows* rows = rows_out == nullptr ? nullptr : capi::handed_out(std::move(shown));
        if (rows_out != nullptr) *rows_out = rows;
        *answer_out = capi::handed_out(std::move(answer));
    });
}

prorata_status prorata_engine_show(prorata_rows** rows_out, prorata_engine* engine,
                                   const char* query, const prorata_argument* arguments,
                                   size_t count, int64_t as_of, prorata_error** error_out) {
    if (rows_out != nullptr) *rows_out = nullptr;
    return guarded(error_out, [&] {
        capi::require_given(rows_out, "rows_out");
        const auto object = capi::required<EngineObject>(engine);
        *rows_out = capi::handed_out(RowsObject{
            object->engine.show(capi::text(query, "query"), capi::arguments(arguments, count),
                                capi::instant(as_of, "as_of"))});
    });
}

prorata_status prorata_engine_export(struct ArrowArrayStream* stream_out, prorata_engine* engine,
                                     const char* query, const prorata_argument* arguments,
                                     size_t count, int64_t as_of, size_t batch_rows,
                                     prorata_error** error_out) {
    constexpr size_t usual = 16'384;
    if (stream_out != nullptr) *stream_out = {};
    return guarded(error_out, [&] {
        capi::require_given(stream_out, "stream_out");
        const auto object = capi::required<EngineObject>(engine);
        object->engine.export_arrow(capi::text(query, "query"), capi::arguments(arguments, count),
                                    capi::instant(as_of, "as_of"), *stream_out,
                                    batch_rows == 0 ? usual : batch_rows);
    });
}

prorata_status prorata_engine_run_with(prorata_run_report* report_out, prorata_engine* engine,
                                       int64_t as_of, const prorata_run_options* options,
                                       prorata_progress_callback progress, void* user_data,
                                       prorata_error** error_out) {
    if (report_out != nullptr) *report_out = {};
    return guarded(error_out, [&] {
        capi::require_given(report_out, "report_out");
        const auto object = capi::required<EngineObject>(engine);
        prorata_run_options wanted = PRORATA_RUN_OPTIONS_INIT;
        if (options != nullptr) {
            capi::require_size(options->struct_size, sizeof wanted, sizeof wanted, "options");
            wanted = *options;
        }
        RunOptions run;
        run.batch = wanted.batch;
        run.workers = wanted.workers;
        if (progress != nullptr) {
            run.progress = [progress, user_data](const RunProgress& at) {
                const prorata_run_progress so_far{at.accounts, at.charges};
                return progress(&so_far, user_data) == 0;
            };
        }
        const RunReport made = object->engine.run(capi::instant(as_of, "as_of"), run);
        *report_out = {made.run, made.accounts, made.charges, made.batches};
        (void)guarded(nullptr, [&] {
            capi::log(*object, 3, "run " + std::to_string(made.run) + ": carried out");
        });
    });
}
