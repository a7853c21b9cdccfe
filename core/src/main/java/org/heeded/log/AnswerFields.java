package org.heeded.log;

import org.heeded.model.Decision;
import org.heeded.model.Judge;
import org.heeded.model.Measurement;
import org.heeded.model.Verdict;
import org.heeded.model.View;

/** The fields of decisions and of measurements. */
final class AnswerFields {

    private AnswerFields() {}

    static void write(FieldWriter out, Decision decision) {
        out.word("decision", decision.kind())
                .word("view", decision.view())
                .number("adherence", decision.adherence())
                .text("change", decision.change())
                .text("alternative", decision.alternative())
                .text("reason", decision.reason())
                .object("forecast", decision.forecast(), WorkFields::write);
    }

    static Decision decision(FieldReader in) {
        return new Decision(
                in.word("decision", Decision.Kind.class),
                in.optionalWord("view", View.class),
                in.optionalNumber("adherence"),
                in.optionalText("change"),
                in.optionalText("alternative"),
                in.optionalText("reason"),
                in.optionalObject("forecast").map(WorkFields::forecast),
                Envelope.circumstances(in));
    }

    static void write(FieldWriter out, Measurement measurement) {
        out.string("metric", measurement.metric())
                .string("unit", measurement.unit())
                .number("actual", measurement.actual())
                .word("stage", measurement.stage())
                .word("verdict", measurement.verdict())
                .word("judgedBy", measurement.judgedBy())
                .text("note", measurement.note());
    }

    static Measurement measurement(FieldReader in) {
        return new Measurement(
                in.optionalString("metric"),
                in.optionalString("unit"),
                in.optionalNumber("actual"),
                in.word("stage", Measurement.Stage.class),
                in.optionalWord("verdict", Verdict.class),
                in.optionalWord("judgedBy", Judge.class),
                in.optionalText("note"),
                Envelope.circumstances(in));
    }
}
