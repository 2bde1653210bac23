package org.drey.definitions.stream;

import org.drey.event.TopicNames;
import org.drey.event.Verdict;

/** The verdicts of analysts on alerts. */
public final class VerdictIntake extends InternalIntake<Verdict> {
  @Override
  public Class<Verdict> type() {
    return Verdict.class;
  }

  @Override
  public String topic() {
    return TopicNames.VERDICTS;
  }

  @Override
  public RecordAdmission<Verdict> admission() {
    return new VerdictTimes();
  }

  /**
   * A check that the times of a verdict are possible; whether it is allowed is checked after the
   * door.
   */
  private static final class VerdictTimes extends PossibleTimes<Verdict> {
    private static final long serialVersionUID = 1L;

    @Override
    public long time(Verdict verdict) {
      return verdict.getVerdictTime().toEpochMilli();
    }

    @Override
    public long newest(Verdict verdict) {
      return Math.max(time(verdict), verdict.getAsOf().toEpochMilli());
    }

    @Override
    public String identity(Verdict verdict) {
      return verdict.getVerdictId();
    }

    @Override
    public String tokenDomain(Verdict verdict) {
      return verdict.getTokenDomain();
    }

    @Override
    String fieldAhead(Verdict verdict, long latest) {
      return time(verdict) > latest ? "verdict_time" : "as_of";
    }
  }
}
