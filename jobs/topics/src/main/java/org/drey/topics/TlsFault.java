package org.drey.topics;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Properties;

/** The reason why no connection by TLS came about, and what to do about it. */
record TlsFault(Properties client) {
  /** Returns both as the end of a sentence that begins with the broker. */
  String words(Throwable error) {
    if (BrokerFaults.find(error, CertificateExpiredException.class)
        instanceof CertificateExpiredException expired) {
      return "shows a certificate that has expired (%s): it has to be renewed at the broker"
          .formatted(expired.getMessage());
    }
    if (BrokerFaults.find(error, CertificateNotYetValidException.class)
        instanceof CertificateNotYetValidException soon) {
      return "shows a certificate that is not yet valid (%s): see the clocks of both machines"
          .formatted(soon.getMessage());
    }
    if (BrokerFaults.find(error, CertPathBuilderException.class) != null) {
      return "shows a certificate of an authority that this client does not trust: set"
          + " ssl.truststore.location to the one that has signed it";
    }
    if (BrokerFaults.find(error, CertificateException.class)
        instanceof CertificateException other) {
      return "shows a certificate for another name (%s): name it in bootstrap.servers as there"
          .formatted(other.getMessage());
    }
    return ofBroker(deepest(error));
  }

  /** What the broker said by an alert, or the TLS of this client about what is no TLS. */
  private String ofBroker(String said) {
    if (said.contains("certificate_expired") || ClientCertificate.hasExpired(client)) {
      return "refuses this client's certificate, for it has expired: renew that in"
          + " ssl.keystore.location";
    }
    if (said.contains("certificate_required") || said.contains("bad_certificate")) {
      return "wants a certificate of the client, and none is shown that it takes: set"
          + " ssl.keystore.location to one whose authority the broker trusts";
    }
    if (said.contains("Received fatal alert")) {
      return "refuses this client's certificate of ssl.keystore.location, most likely as its"
          + " authority is not one that the broker trusts: "
          + said;
    }
    if (said.contains("Unsupported or unrecognized")) {
      return "does not speak TLS on this port: another port may, or security.protocol is wrong";
    }
    return "and this client do not agree on TLS: " + said;
  }

  private static String deepest(Throwable error) {
    Throwable last = error;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return String.valueOf(last.getMessage());
  }
}
