package org.drey.streaming.job;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.record.PlacedErasure;
import org.drey.definitions.record.ScoreInput;
import org.drey.event.DeadLetter;
import org.drey.event.Erasure;
import org.drey.event.TopicNames;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Match;
import org.drey.rules.schema.RecordProvenance;
import org.drey.streaming.operator.CollectErasures;
import org.drey.streaming.operator.ErasureDoor;
import org.drey.streaming.operator.LeaveOutErased;
import org.drey.streaming.operator.NoticeErasures;
import org.drey.streaming.operator.ScoreNotice;
import org.drey.streaming.operator.SideOutputs;

/**
 * Erasures on their ways through the graph.
 *
 * @param toLogs to the entity's events in the correlate steps
 * @param toScore to its books
 */
record EnteredErasures(
    DataStream<PlacedErasure> accepted,
    DataStream<Match> toLogs,
    DataStream<ScoreInput> toScore,
    DataStream<DeadLetter> deadLetters) {

  /**
   * Lets them in.
   *
   * @param mark of the rule set in force
   */
  static EnteredErasures of(DataStream<ArrivedRecord<Erasure>> arrivals, String mark) {
    SingleOutputStreamOperator<PlacedErasure> accepted =
        arrivals
            .process(new ErasureDoor(), TypeInformation.of(PlacedErasure.class))
            .name("door: " + TopicNames.ERASURES)
            .uid("door-" + TopicNames.ERASURES);
    DataStream<Match> toLogs =
        accepted
            .map(
                one ->
                    Match.erasure(
                        one.entity(), one.time(), new RecordProvenance(one.place(), mark)),
                TypeInformation.of(Match.class))
            .name("correlate: erasures")
            .uid("correlate-erasures");
    DataStream<ScoreInput> toScore =
        accepted
            .map(one -> ScoreInput.of(one), TypeInformation.of(ScoreInput.class))
            .name("score: erasures")
            .uid("score-erasures");
    return new EnteredErasures(
        accepted, toLogs, toScore, accepted.getSideOutput(SideOutputs.DEAD_LETTERS));
  }

  /**
   * To every subtask of the score step: each at once, and together with others to look for them.
   *
   * @param bounded whether the run ends: then there is never anything yet to look through
   * @param repeatedFor the generation that writes every alert again; 0 for none
   */
  DataStream<ScoreNotice> notices(boolean bounded, long repeatedFor) {
    TypeInformation<ScoreNotice> type = TypeInformation.of(ScoreNotice.class);
    DataStream<ScoreNotice> notices =
        accepted
            .transform("score: notices of erasures", type, new NoticeErasures(repeatedFor))
            .uid("score-notices");
    return bounded ? notices : notices.union(looks(type));
  }

  private DataStream<ScoreNotice> looks(TypeInformation<ScoreNotice> type) {
    return accepted
        .keyBy(one -> CollectErasures.KEY, Types.INT)
        .process(new CollectErasures(), type)
        .name("score: looks for erased")
        .uid("score-looks");
  }

  /** The findings of a bounded run without those about who was erased. */
  DataStream<Finding> leaveOut(DataStream<Finding> findings) {
    return findings
        .connect(accepted.broadcast(LeaveOutErased.erased()))
        .process(new LeaveOutErased(), TypeInformation.of(Finding.class))
        .name("findings: erasures")
        .uid("findings-erasures");
  }
}
