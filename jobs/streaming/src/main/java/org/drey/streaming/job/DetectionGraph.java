package org.drey.streaming.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.SuffixList;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.record.PlacedErasure;
import org.drey.definitions.record.ScoreInput;
import org.drey.definitions.stream.CurrencyRates;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.DeadLetter;
import org.drey.event.Erasure;
import org.drey.event.TopicNames;
import org.drey.event.Verdict;
import org.drey.rules.cases.EntityLink;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.FindingAudience;
import org.drey.rules.correlate.Match;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.RecordProvenance;
import org.drey.rules.schema.StreamSchema;
import org.drey.rules.score.Fold;
import org.drey.streaming.clock.NeverIdle;
import org.drey.streaming.operator.CollectErasures;
import org.drey.streaming.operator.CorrelateFunction;
import org.drey.streaming.operator.DoorOperator;
import org.drey.streaming.operator.DoorSettings;
import org.drey.streaming.operator.EntityKeyType;
import org.drey.streaming.operator.ErasureDoor;
import org.drey.streaming.operator.LatestEventTime;
import org.drey.streaming.operator.LeaveOutErased;
import org.drey.streaming.operator.MakeCases;
import org.drey.streaming.operator.NoticeErasures;
import org.drey.streaming.operator.ScoreAndErase;
import org.drey.streaming.operator.ScoreEntities;
import org.drey.streaming.operator.ScoreNotice;
import org.drey.streaming.operator.SideOutputs;
import org.drey.streaming.operator.VerdictDoor;
import org.jspecify.annotations.Nullable;

/**
 * The detection job: door → correlate → correlate → score. A function of its inputs; what is done
 * with the results is for the caller.
 */
public final class DetectionGraph {
  /** The reference set of entities that make no case, as many have to do with them. */
  private static final String HUBS = "hubs";

  private final RuleSet rules;
  private final DreyConfiguration configuration;
  private final boolean bounded;
  private final JobSubmission submission;
  private final List<DataStream<Match>> firstPass = new ArrayList<>();
  private final List<DataStream<Match>> secondPass = new ArrayList<>();
  private final Map<String, DataStream<Finding>> findings = new LinkedHashMap<>();
  private final List<DataStream<ScoreInput>> scored = new ArrayList<>();
  private final List<DataStream<ScoreNotice>> notices = new ArrayList<>();
  private final List<DataStream<DeadLetter>> deadLetters = new ArrayList<>();
  private @Nullable EnteredErasures erasures;

  /**
   * The outputs of the graph.
   *
   * @param findings every finding, a fuller version of one after the other
   * @param shadowAlerts alerts with the rules on trial; null in a bounded run in which no scored
   *     rule is on trial
   * @param cases every revision of a case; that there is one no more is one without members
   */
  public record Results(
      DataStream<Finding> findings,
      DataStream<Alert> alerts,
      @Nullable DataStream<Alert> shadowAlerts,
      DataStream<Case> cases,
      DataStream<DeadLetter> deadLetters) {}

  private DetectionGraph(
      RuleSet rules, DreyConfiguration configuration, boolean bounded, JobSubmission submission) {
    this.rules = rules;
    this.configuration = configuration;
    this.bounded = bounded;
    this.submission = submission;
  }

  /** An empty graph of a job that goes on. */
  static DetectionGraph live(
      RuleSet rules, DreyConfiguration configuration, JobSubmission submission) {
    return new DetectionGraph(rules, configuration, false, submission);
  }

  /** An empty graph of a run that ends, in which nothing is late. */
  public static DetectionGraph bounded(RuleSet rules, DreyConfiguration configuration) {
    return new DetectionGraph(rules, configuration, true, JobSubmission.NONE);
  }

  /**
   * Lets a stream in.
   *
   * @param reportsRejects whether this job reports its rejected records
   */
  public <T extends SpecificRecordBase> void enter(
      StreamDefinition<T> stream, DataStream<ArrivedRecord<T>> arrivals, boolean reportsRejects) {
    String topic = stream.topic();
    StreamSchema schema = configuration.apply(stream.schema());
    CurrencyRates rates = new CurrencyRates(configuration);
    SuffixList suffixes = configuration.suffixes();
    DoorSettings settings =
        new DoorSettings(
            schema,
            rules,
            withoutRate -> StreamRegistry.of(topic).row(rates, suffixes, withoutRate),
            !bounded && stream.canBeLate(),
            reportsRejects);
    SingleOutputStreamOperator<Match> matches = DoorOperator.of(arrivals, settings);
    firstPass.add(matches);
    secondPass.add(matches.getSideOutput(SideOutputs.SECOND_PASS));
    findings.put(topic, matches.getSideOutput(SideOutputs.FINDINGS));
    scored.add(matches.getSideOutput(SideOutputs.SCORED));
    deadLetters.add(matches.getSideOutput(SideOutputs.DEAD_LETTERS));
    if (bounded) {
      notices.add(LatestEventTime.of(arrivals, topic));
    }
  }

  /** Lets verdicts in. */
  public void enterVerdicts(DataStream<ArrivedRecord<Verdict>> arrivals) {
    SingleOutputStreamOperator<ScoreInput> allowed =
        arrivals
            .process(new VerdictDoor(rules), TypeInformation.of(ScoreInput.class))
            .name("door: " + TopicNames.VERDICTS)
            .uid("door-" + TopicNames.VERDICTS);
    scored.add(allowed);
    deadLetters.add(allowed.getSideOutput(SideOutputs.DEAD_LETTERS));
  }

  /** Lets erasures in, to each step that keeps something of an entity. */
  public void enterErasures(DataStream<ArrivedRecord<Erasure>> arrivals) {
    EnteredErasures entered = EnteredErasures.of(arrivals, rules.mark());
    firstPass.add(entered.toLogs());
    secondPass.add(entered.toLogs());
    scored.add(entered.toScore());
    deadLetters.add(entered.deadLetters());
    notices.add(entered.notices(bounded, submission.repeatedFor()));
    erasures = entered;
  }

  /** Completes the graph; one stream at least, and if the job goes on erasures must be let in. */
  public Results results() {
    SingleOutputStreamOperator<Finding> first = correlate(union(firstPass), 1);
    secondPass.add(
        NeverIdle.of(first.getSideOutput(SideOutputs.SECOND_PASS), "correlate-1-second-pass"));
    SingleOutputStreamOperator<Finding> second = correlate(union(secondPass), 2);
    findings.put("correlate-1", first);
    findings.put("correlate-2", second);
    scored.add(NeverIdle.of(first.getSideOutput(SideOutputs.SCORED), "correlate-1-findings"));
    scored.add(NeverIdle.of(second.getSideOutput(SideOutputs.SCORED), "correlate-2-findings"));
    deadLetters.add(first.getSideOutput(SideOutputs.DEAD_LETTERS));
    deadLetters.add(second.getSideOutput(SideOutputs.DEAD_LETTERS));
    SingleOutputStreamOperator<Alert> alerts = score();
    deadLetters.add(alerts.getSideOutput(SideOutputs.DEAD_LETTERS));
    boolean isTried = rules.hasTrials() || !bounded;
    DataStream<Alert> shadow = isTried ? alerts.getSideOutput(SideOutputs.SHADOW_ALERTS) : null;
    DataStream<Finding> found = union(List.copyOf(findings.values()));
    if (bounded && erasures != null) {
      found = erasures.leaveOut(found);
    }
    return new Results(found, alerts, shadow, cases(alerts), union(deadLetters));
  }

  private SingleOutputStreamOperator<Finding> correlate(DataStream<Match> matches, int pass) {
    String name = "correlate-" + pass;
    return matches
        .keyBy(Match::entity, EntityKeyType.ENTITY)
        .process(new CorrelateFunction(rules, pass, audience()), TypeInformation.of(Finding.class))
        .name(name)
        .uid(name);
  }

  private FindingAudience audience() {
    return bounded || configuration.findingsTopic()
        ? FindingAudience.EVERYTHING
        : FindingAudience.SCORE;
  }

  private SingleOutputStreamOperator<Alert> score() {
    KeyedStream<ScoreInput, EntityKey> keyed =
        union(scored).keyBy(ScoreInput::entity, EntityKeyType.ENTITY);
    ScoreEntities score =
        new ScoreEntities(
            rules,
            Fold.settleMillis(rules),
            submission.generation(),
            configuration.fourEyesFrom(),
            configuration.retention());
    TypeInformation<Alert> type = new AvroTypeInfo<>(Alert.class);
    return keyed
        .connect(union(notices).broadcast(ScoreAndErase.erased()))
        .process(new ScoreAndErase(score, bounded), type)
        .name("score")
        .uid("score");
  }

  private SingleOutputStreamOperator<Case> cases(SingleOutputStreamOperator<Alert> alerts) {
    List<String> hubs = configuration.referenceSets().getOrDefault(HUBS, List.of());
    return alerts
        .getSideOutput(SideOutputs.LINKS)
        .keyBy(EntityLink::centre, EntityKeyType.ENTITY)
        .process(
            new MakeCases(hubs, Fold.settleMillis(rules), submission.generation()),
            new AvroTypeInfo<>(Case.class))
        .name(TopicNames.CASES)
        .uid(TopicNames.CASES);
  }

  private static <E> DataStream<E> union(List<DataStream<E>> streams) {
    DataStream<E> all = streams.get(0);
    for (DataStream<E> stream : streams.subList(1, streams.size())) {
      all = all.union(stream);
    }
    return all;
  }

  /**
   * Erasures on their ways through the graph.
   *
   * @param toLogs to the entity's events in the correlate steps
   * @param toScore to its books
   */
  private record EnteredErasures(
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
}
