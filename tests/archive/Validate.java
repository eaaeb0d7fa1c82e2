import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Holds PDF files to PDF/A-3a and PDF/UA-1 with veraPDF; one line a failed rule and file, status 1 with any. */
public final class Validate {
    private static final PDFAFlavour[] FLAVOURS = {PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1};

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        int failed = 0;
        int passed = 0;
        for (String file : files) {
            for (PDFAFlavour flavour : FLAVOURS) {
                if (holds(file, flavour)) {
                    passed++;
                } else {
                    failed++;
                }
            }
        }
        System.out.println(passed + " passed, " + failed + " failed");
        System.exit(failed == 0 && passed > 0 ? 0 : 1);
    }

    private static boolean holds(String file, PDFAFlavour flavour) throws Exception {
        try (FileInputStream in = new FileInputStream(file);
             PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour)) {
            PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false);
            ValidationResult result = validator.validate(parser);
            if (result.isCompliant()) {
                return true;
            }
            Map<String, Integer> count = new TreeMap<>();
            Map<String, String> first = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber() + " "
                        + assertion.getMessage();
                    count.merge(rule, 1, Integer::sum);
                    first.putIfAbsent(rule, assertion.getLocation().getContext());
                }
            }
            count.forEach((rule, n) -> System.out.println("FAIL " + file + ": " + flavour.getId() + " " + rule + " (" + n
                + " times, first at " + first.get(rule) + ")"));
            return false;
        }
    }
}
