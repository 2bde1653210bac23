package org.drey.definitions.stream;

import org.drey.event.Erasure;
import org.drey.event.TopicNames;

/** The requests to forget entities. */
public final class ErasureIntake extends InternalIntake<Erasure> {
  @Override
  public Class<Erasure> type() {
    return Erasure.class;
  }

  @Override
  public String topic() {
    return TopicNames.ERASURES;
  }

  @Override
  public RecordAdmission<Erasure> admission() {
    return new ErasureTime();
  }

  /** A check that the time of an erasure is possible: what is still to come is not erased. */
  private static final class ErasureTime extends PossibleTimes<Erasure> {
    private static final long serialVersionUID = 1L;

    @Override
    public long time(Erasure erasure) {
      return erasure.getErasureTime().toEpochMilli();
    }

    @Override
    public long newest(Erasure erasure) {
      return time(erasure);
    }

    @Override
    public String identity(Erasure erasure) {
      return erasure.getErasureId();
    }

    @Override
    public String tokenDomain(Erasure erasure) {
      return erasure.getTokenDomain();
    }

    @Override
    String fieldAhead(Erasure erasure, long latest) {
      return "erasure_time";
    }
  }
}
