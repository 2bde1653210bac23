package org.drey.app;

import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.drey.base.FileErrors;
import org.drey.base.PlainText;
import org.drey.base.UnsafeFileException;
import org.drey.blocklist.publish.KeyFile;
import org.drey.definitions.config.InvalidConfigurationException;
import org.drey.rules.sigma.InvalidRulesException;
import org.drey.topics.BrokerException;
import org.drey.topics.BrokerFaults;
import org.drey.yaml.ProblemException;

/** The start of a job. Flink's command prints what a person can put right without a stack. */
final class JobStart {
  /** Errors whose message says what a person can do. */
  private static final List<Class<? extends Exception>> SAID_WITHOUT_STACK =
      List.of(
          InvalidConfigurationException.class,
          InvalidRulesException.class,
          ProblemException.class,
          UnsafeFileException.class,
          KeyFile.UnusableKeyException.class,
          BrokerException.class);

  private JobStart() {}

  /** Runs a main, and says by the one exception that Flink shows as a line what is wrong. */
  static void run(Callable<?> main) throws Exception {
    try {
      Object unused = main.call();
    } catch (FileSystemException e) {
      throw shown(FileErrors.words(e));
    } catch (Exception e) {
      if (SAID_WITHOUT_STACK.stream().anyMatch(of -> of.isInstance(e))) {
        throw shown(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  private static ProgramParametrizationException shown(String message) {
    return new ProgramParametrizationException(PlainText.lines(message));
  }

  /** Asks brokers; what Kafka says becomes a line. */
  static <T> T asking(Properties kafka, Callable<T> step) throws Exception {
    BrokerFaults faults = new BrokerFaults(kafka);
    faults.demandNoTlsUnasked();
    return faults.call(step);
  }
}
