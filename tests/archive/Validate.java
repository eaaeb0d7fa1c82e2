import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Validates PDF files as PDF/A-3a and PDF/UA-1: a line each, and each failed rule once with its first place. */
public class Validate {
    private static final PDFAFlavour[] FLAVOURS = {PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1};
    private static final int MOST_FAILURES = 1000;

    private static boolean validate(String path, PDFAFlavour flavour) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(path), flavour);
             PDFAValidator validator =
                 Foundries.defaultInstance().createValidator(flavour, MOST_FAILURES, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            Map<String, String> failed = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    failed.putIfAbsent(assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber() + " "
                                           + assertion.getMessage(),
                                       assertion.getLocation().getContext());
                }
            }
            failed.forEach((rule, place) -> System.out.println("  " + rule + "\n    at " + place));
            System.out.println((result.isCompliant() ? "ok " : "FAIL ") + flavour + " " + path);
            return result.isCompliant();
        }
    }

    public static void main(String[] paths) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        boolean good = paths.length > 0;
        for (String path : paths) {
            for (PDFAFlavour flavour : FLAVOURS) {
                good &= validate(path, flavour);
            }
        }
        System.exit(good ? 0 : 1);
    }
}
