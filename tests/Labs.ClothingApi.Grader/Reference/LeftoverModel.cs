namespace Labs.ClothingApi.Grader;

/// <summary>A small model of pictures of 8 x 8 pixels (Conv, Relu, Conv, Relu, Gemm) that cannot be quantised as a whole: the weights of its second convolution are
/// multiplied by a number that is computed from the picture, so that the quantiser keeps that layer, named second.conv, in float32.</summary>
internal static class LeftoverModel
{
    /// <summary>The name of the layer that stays in float32.</summary>
    public const string Layer = "second.conv";

    /// <summary>Models with a layer of each kind that the quantiser keeps, and its name.</summary>
    public static IReadOnlyList<(string Layer, byte[] File)> All => [(Layer, File), ("last.gemm", Gemm), ("last.add", Add)];

    /// <summary>The ONNX file.</summary>
    public static byte[] File => Convert.FromBase64String(
        "CAgSBmZydWdhbBoFMC4xLjA6whcKZwoFaW5wdXQKDGZpcnN0LndlaWdodAoKZmlyc3QuYmlhcxIKZmlyc3QuY29udhoKZmlyc3QuY29udiIEQ29udioPCgRwYWRzQgQBAQEBoAEHKhUK" +
        "DGtlcm5lbF9zaGFwZUICAwOgAQcKKgoKZmlyc3QuY29udhIKZmlyc3QucmVsdRoKZmlyc3QucmVsdSIEUmVsdQpICgVpbnB1dBIRc2Vjb25kLnJlZHVjZW1lYW4aEXNlY29uZC5yZWR1" +
        "Y2VtZWFuIgpSZWR1Y2VNZWFuKg0KCGtlZXBkaW1zoAECCjwKEXNlY29uZC5yZWR1Y2VtZWFuEg5zZWNvbmQuc2lnbW9pZBoOc2Vjb25kLnNpZ21vaWQiB1NpZ21vaWQKPAoNc2Vjb25k" +
        "LndlaWdodAoOc2Vjb25kLnNpZ21vaWQSCnNlY29uZC5tdWwaCnNlY29uZC5tdWwiA011bAptCgpmaXJzdC5yZWx1CgpzZWNvbmQubXVsCgtzZWNvbmQuYmlhcxILc2Vjb25kLmNvbnYa" +
        "C3NlY29uZC5jb252IgRDb252Kg8KBHBhZHNCBAEBAQGgAQcqFQoMa2VybmVsX3NoYXBlQgIDA6ABBwotCgtzZWNvbmQuY29udhILc2Vjb25kLnJlbHUaC3NlY29uZC5yZWx1IgRSZWx1" +
        "ClwKC3NlY29uZC5yZWx1EhxjbGFzc2lmaWVyLmdsb2JhbGF2ZXJhZ2Vwb29sGhxjbGFzc2lmaWVyLmdsb2JhbGF2ZXJhZ2Vwb29sIhFHbG9iYWxBdmVyYWdlUG9vbApcChxjbGFzc2lm" +
        "aWVyLmdsb2JhbGF2ZXJhZ2Vwb29sEhJjbGFzc2lmaWVyLmZsYXR0ZW4aEmNsYXNzaWZpZXIuZmxhdHRlbiIHRmxhdHRlbioLCgRheGlzGAGgAQIKZgoSY2xhc3NpZmllci5mbGF0dGVu" +
        "ChFjbGFzc2lmaWVyLndlaWdodAoPY2xhc3NpZmllci5iaWFzEgZsb2dpdHMaD2NsYXNzaWZpZXIuZ2VtbSIER2VtbSoNCgZ0cmFuc0IYAaABAhIIbGVmdG92ZXIqyQMKBAQDAwMQAUIM" +
        "Zmlyc3Qud2VpZ2h0SrADqn+PvXgZZD7qwsU9kouJvnEgpL0detg9P5GMvo11iz5dFlM+uBZaPraT+ryzzoQ+d54HvWvRbr44rGo+7M9wvQ1SOz7QVMq9z0hhPnrpkb4Bwhc+k78gPfO3" +
        "R74p0Fe8+BqMvSTTkL4Y+Io+RvWRvo2YQbwRUwY+nromPj87+b3kXG6+O2pOvn3Hfb44OYW++QlKPuceVr70+M085buEPq3baD48hMU9GwZnvqVyhb7aOnA9ghSNPg9gBj4AVyQ9oCtL" +
        "PrAwWb6c/Cm+645lPmeG/j1yZX4+0DVtPXlDQz5xPPE9vNRCvhRTzD1IOse9E4AJPpM1lL6DdIG86G9mvhnXf74K6FW+F8dEPpawBr6RHpK+detBPv7UMz2Ce7w9rUk0PhyChT5ve1m+" +
        "UDN+vs70D73cBXC+eqdpPjMNNL1Hpum9iLGMvfjiO74XOMy9e+E4u+ZedD6ASV09I485vhHuJT3D1w2+67qfvQJXsz3iUxG88dY1vns7M76fE14+hUJAvoBOmT6BEpQ+yfEEvUbRXb46" +
        "ihi9cf3QPIT5lL4NNTQ9WOMrPfr2gL4vcic+KiMKAQQQAUIKZmlyc3QuYmlhc0oQPZJbPb92Bju8hsq8V4KOPCqaCQoECAQDAxABQg1zZWNvbmQud2VpZ2h0SoAJrrahvdBd1b14U0G+" +
        "fHiEvQRyBD7QgxO+hGdUPYisAL4vhMo8Zl1IPSK0rj1xEtE91zayvPb9Lj7N6ge+HHkSPQBmuT15erC9moEjPgDQvLwcpRi+JPzWvE7crb0UVxg+gXwMPsJsA76GYtU95TkuPhoRAj7u" +
        "DAI+nIjlvNVYNb6k3iA+0dvnPZVTgL0cWNC9S7MEvg6MFz68MT2+VXU5vg34Vb14m/I9+1MdPkWT2ju6DLg9EVzrPQ+N4zy4Xm89bfAgvaJccbtZ3jm+Pc7Yu6H7NT0exTE+2TiEvPrQ" +
        "Fj4MDDk+v90Mvtr49briR2w9GaFFvZJZpz1Uw1e9yiDIPcAI/L1lmH89YXcUPhMwhT3Pawk9Dg4tPuzsDb2/8xE+m7DPvSMqED7J6C6+FkyKvW3KpDwXFN49FnwQvlT+Nb6luTM9OPMd" +
        "vjWTGjyB7I298zzePSviNj6HV7C8U+Y7PpKvkL173yK8mtaovViiRL42U029ntstvXx/iT0BRIc93nHsvDeJE76m54+9iawwvnQDLj5lpiY+E1AzvsHVB7wEFy2+lgr+veJ1170lQ9Q9" +
        "G+ETPt0tGL5AKpW9zcoCvnYuSb5R08W8Pak+vreDwL03yQK+Ycc7vri+QT59M9C9hbftvdtdJT71uYO94UMgvjayUj29li69BIjwu2ZrED5oYgG+9fcWvf00JT4gqRK9cneuvFqcLL78" +
        "NBe+oSmmPfJvN749pjq+EljNvd9bBT2foKs9k0CZPZTHJL5y7fm9pGUMvk1tHr6vQEi+aTIyPttpZr3PLB+9qDLMu5xOOr0jewi+4aYsvgb8Ej4zJ0S+mLTdPJvAOT7jog8+8LaWPYSX" +
        "qj0rZj29arn1PKhtmbwbLOG99eEmPtyhvz2wOjA+dqScvYPiib1tPeu9xu8Uvuhi7z0xlDG98StuPAgMFTxEsfo9DrMRvpDuOD6wock7NMdAvRmxmDzluzG7MWvmPWVwLT71et875ffR" +
        "vWfTV70ml+W9ldofvo9uFb7AYyS+qPj6vWEq1jwD2Bg+5UWPvbDjHr63y2w9IWxAPpj1zL24xUW9kq4rvmDfTj0CdkG+lPL9vW76eL3GHho9bW3hPWMZijwOQ4a9EWbpvV0Z+7zB+ku+" +
        "7u2GvRB/or0ulwq+MjogPsOc8D0u60I80HWqPTQihj0UHFy97XKsPeaI9r3+nvi9wwcevlpZNT5Kwd+9vffxOzaO7L1vYRK9GKcKvmJSBb4eOaU9UQ4Vvg+gor0YKyw+pNthvFiIFT2d" +
        "Efc880AtPsBdTrzHlAU+wCIdPkClIT7Tgq09zDUlvnDHEj7yj8G9yEStPbyC2LyKypS9ksgdvic3w72aAw09NjdHvvFsVL0QhO68SqYHPlS+Lb6jLBu92ZFZvahLx70LhYq9okMuPr3Y" +
        "Nr4su829B5WjveVq9r1NvEy+8+rTvQen87wDwfO9TBk6PoSN6T2tq/m9CYiBPIPjBT7NOaC9c4PIu8SeRb7jOiq+IbQ9Pk50+z0SLOM95P8mvlOrOb7+FSk+KjQKAQgQAUILc2Vjb25k" +
        "LmJpYXNKICRxnb3oo5q9ApiwPbJMtLojI9w8q3NKO3Afh73jxDY8KtwCCgIKCBABQhFjbGFzc2lmaWVyLndlaWdodErAAgqQk748uJy75pbqPn2drj4Gyhe95rmXPjf4Ij4tHXK+tyL0" +
        "vFTC+771pcS+Vdqtvq+uv7xOjt+9SiTUvIcMMj2CIMG+AzYdvnQn4r6vaDe+9HrEvc6/Tb1vils9Z5SqPsR4/L7z4Ce+t2+hvu212L5jqdy+UCV+PuwilT6zfT8+64aRPlGWir69hPc+" +
        "3k/pvn7FvD7oDBa94tv0vlrAjr7cFpm9f19MPkgqJ77gvYk+GObzPi7ExT5dpoK9TCxmPsXqFz47Dua9+skEvgc0Wb43gC+9C82yPoBSsr7wJ4Y+0RviPoH9v75BFqs+xwi/vnOm5D0i" +
        "yKg9NGWcvlpWYz5A5ZC+OZORvQOF/b2aZIG+RKG9vZzJj70n+DI+NUIjPj9+M77mmKw+YJHKPgdjUT7WIsa+brORPk+utj7yPMK+KkAKAQoQAUIPY2xhc3NpZmllci5iaWFzSihLx6M9" +
        "vFgDvMiuarxHkBQ9vRrIvGb5MTqZTl29TS6yPQ4Drb1ROGS9WiQKBWlucHV0EhsKGQgBEhUKBxIFYmF0Y2gKAggDCgIICAoCCAhiDgoGbG9naXRzEgQKAggBQgIQEXIXCgtmcnVnYWwu" +
        "bmFtZRIIbGVmdG92ZXJyGgoOZnJ1Z2FsLmRhdGFzZXQSCGdhcm1lbnRzcmsKDmZydWdhbC5jbGFzc2VzEllbImRyZXNzIiwiaGF0IiwibG9uZ3NsZWV2ZSIsIm91dHdlYXIiLCJwYW50" +
        "cyIsInNoaXJ0Iiwic2hvZXMiLCJzaG9ydHMiLCJza2lydCIsInQtc2hpcnQiXXISCgtmcnVnYWwuc2l6ZRIDOHg4ch0KC2ZydWdhbC5tZWFuEg4wLjU1LDAuNDcsMC40NXIcCgpmcnVn" +
        "YWwuc3RkEg4wLjI1LDAuMjUsMC4yNXIYCg1mcnVnYWwucmVzaXplEgdzdHJldGNochUKDWZydWdhbC5mb3JtYXQSBGZwMzI=");

    /// <summary>The same for a last layer of another kind: Conv, Relu, pooling, and a Gemm whose weights are computed from the picture.</summary>
    private static byte[] Gemm => Convert.FromBase64String(
        "CAg64QgKRAoFaW5wdXQKDGZpcnN0LndlaWdodBIKZmlyc3QuY29udhoKZmlyc3QuY29udiIEQ29udioPCgRwYWRzQgQBAQEBoAEHCioKCmZpcnN0LmNvbnYSCmZpcnN0LnJlbHUaCmZp" +
        "cnN0LnJlbHUiBFJlbHUKLwoKZmlyc3QucmVsdRIGcG9vbGVkGgZwb29sZWQiEUdsb2JhbEF2ZXJhZ2VQb29sCh0KBnBvb2xlZBIEZmxhdBoEZmxhdCIHRmxhdHRlbgouCgVpbnB1dBIE" +
        "bWVhbhoEbWVhbiIKUmVkdWNlTWVhbioNCghrZWVwZGltc6ABAgobCgRtZWFuEgRnYXRlGgRnYXRlIgdTaWdtb2lkCiYKC2xhc3Qud2VpZ2h0CgRnYXRlEgVnYXRlZBoFZ2F0ZWQiA011" +
        "bAoxCgRmbGF0CgVnYXRlZAoJbGFzdC5iaWFzEgZsb2dpdHMaCWxhc3QuZ2VtbSIER2VtbRIEdGVzdCrJAwoEBAMDAxABQgxmaXJzdC53ZWlnaHRKsANggiW+asFcvuy5cr6IYgA+CKkV" +
        "vdBT2z7IFrW+CLXmPoDhxD1K3MO+dnzzPjg2BL4vNNy+pcHbvpBek7y5rbG+GqftPhwvz75WBKA+eF5/vmCDmbxMvNm+uoGsPpAHjz4uvJ6+EAN4Pr7IiL4KQpI+JBPbPkzAyL7iGO++" +
        "zGyKPkDSRL5Or8W+nCrkvSqV9T4o3ae+FraTPhDomb7+ypc++iQgvmwxyr4WmvU+/rStPiBEMT1MpJq+RGjsvpCQET1oigo+sKrDPnBg+z4EyPE+lkt8voBa2DvMnZu+yAlyvnATV71w" +
        "SIa8PEqEvaySYj4cOUg+pLEOvh1e9L6A6kC8aMPUvlbwlr78sd++IHvpPgSSOj4Adho7cC/2PvwOpr70uMo+p8b3vkJj0D4om/29Y1bPvrzM/j7yIIe+Huj7PpjTUD5gCko+KgOzvouX" +
        "6L67IMS+5eDgvmApiTx0NZo+fO7VPsQFwL7AvAM9vA5BPrZuFr5gFrO8kVHMvlZG9z5P09W+wNILvGZ4gj5OziW+UPK6vmPj1b4Q6bQ+uu+7vkB7zT5sb6E+8PDYviRfhr4qtgEKAgQK" +
        "EAFCC2xhc3Qud2VpZ2h0SqABqPjLPf7Ioz6Brqm+UHlNvZRDgb5g1We9diD3vl4X/z6oVZS+bjn0PjLNA76D4vO+KPpAPuDOc75ec+y+MHZqPVS98D7er1S+XiilPphWqL3qitQ+7BzZ" +
        "PvgmU77IINQ9qquDvjTGyz5u2rY+wDT5PSAcsD5wE/e+yxK2vk4gS74MEPg+jBxivrTImL6C2s2+vqjpPj3Z1b5wqHG9UsPRPio6CgEKEAFCCWxhc3QuYmlhc0ooiIcgve5oy77+m4s+" +
        "vQzKvv13wr7QtWw+jDcZPiD1vj4GcOm+bMtQvlokCgVpbnB1dBIbChkIARIVCgcSBWJhdGNoCgIIAwoCCAgKAggIYggKBmxvZ2l0c0ICEBFyFwoLZnJ1Z2FsLm5hbWUSCGxlZnRvdmVy" +
        "choKDmZydWdhbC5kYXRhc2V0EghnYXJtZW50c3I7Cg5mcnVnYWwuY2xhc3NlcxIpWyJhIiwiYiIsImMiLCJkIiwiZSIsImYiLCJnIiwiaCIsImkiLCJqIl1yEgoLZnJ1Z2FsLnNpemUS" +
        "Azh4OHIdCgtmcnVnYWwubWVhbhIOMC41NSwwLjQ3LDAuNDVyHAoKZnJ1Z2FsLnN0ZBIOMC4yNSwwLjI1LDAuMjVyGAoNZnJ1Z2FsLnJlc2l6ZRIHc3RyZXRjaHIVCg1mcnVnYWwuZm9y" +
        "bWF0EgRmcDMy");

    /// <summary>The same, with an Add after the last layer.</summary>
    private static byte[] Add => Convert.FromBase64String(
        "CAg64AgKRAoFaW5wdXQKDGZpcnN0LndlaWdodBIKZmlyc3QuY29udhoKZmlyc3QuY29udiIEQ29udioPCgRwYWRzQgQBAQEBoAEHCioKCmZpcnN0LmNvbnYSCmZpcnN0LnJlbHUaCmZp" +
        "cnN0LnJlbHUiBFJlbHUKLwoKZmlyc3QucmVsdRIGcG9vbGVkGgZwb29sZWQiEUdsb2JhbEF2ZXJhZ2VQb29sCh0KBnBvb2xlZBIEZmxhdBoEZmxhdCIHRmxhdHRlbgouCgVpbnB1dBIE" +
        "bWVhbhoEbWVhbiIKUmVkdWNlTWVhbioNCghrZWVwZGltc6ABAgobCgRtZWFuEgRnYXRlGgRnYXRlIgdTaWdtb2lkCjIKBGZsYXQKC2xhc3Qud2VpZ2h0CglsYXN0LmJpYXMSBXBsYWlu" +
        "GgVwbGFpbiIER2VtbQokCgVwbGFpbgoEZ2F0ZRIGbG9naXRzGghsYXN0LmFkZCIDQWRkEgR0ZXN0KskDCgQEAwMDEAFCDGZpcnN0LndlaWdodEqwA2CCJb5qwVy+7LlyvohiAD4IqRW9" +
        "0FPbPsgWtb4IteY+gOHEPUrcw752fPM+ODYEvi803L6lwdu+kF6TvLmtsb4ap+0+HC/PvlYEoD54Xn++YIOZvEy82b66gaw+kAePPi68nr4QA3g+vsiIvgpCkj4kE9s+TMDIvuIY777M" +
        "bIo+QNJEvk6vxb6cKuS9KpX1Pijdp74WtpM+EOiZvv7Klz76JCC+bDHKvhaa9T7+tK0+IEQxPUykmr5EaOy+kJARPWiKCj6wqsM+cGD7PgTI8T6WS3y+gFrYO8ydm77ICXK+cBNXvXBI" +
        "hrw8SoS9rJJiPhw5SD6ksQ6+HV70voDqQLxow9S+VvCWvvyx374ge+k+BJI6PgB2GjtwL/Y+/A6mvvS4yj6nxve+QmPQPiib/b1jVs++vMz+PvIgh74e6Ps+mNNQPmAKSj4qA7O+i5fo" +
        "vrsgxL7l4OC+YCmJPHQ1mj587tU+xAXAvsC8Az28DkE+tm4WvmAWs7yRUcy+Vkb3Pk/T1b7A0gu8ZniCPk7OJb5Q8rq+Y+PVvhDptD6677u+QHvNPmxvoT7w8Ni+JF+Gviq2AQoCBAoQ" +
        "AUILbGFzdC53ZWlnaHRKoAGo+Ms9/sijPoGuqb5QeU29lEOBvmDVZ712IPe+Xhf/PqhVlL5uOfQ+Ms0DvoPi874o+kA+4M5zvl5z7L4wdmo9VL3wPt6vVL5eKKU+mFaoveqK1D7sHNk+" +
        "+CZTvsgg1D2qq4O+NMbLPm7atj7ANPk9IBywPnAT977LEra+TiBLvgwQ+D6MHGK+tMiYvoLazb6+qOk+PdnVvnCocb1Sw9E+KjoKAQoQAUIJbGFzdC5iaWFzSiiIhyC97mjLvv6biz69" +
        "DMq+/XfCvtC1bD6MNxk+IPW+PgZw6b5sy1C+WiQKBWlucHV0EhsKGQgBEhUKBxIFYmF0Y2gKAggDCgIICAoCCAhiCAoGbG9naXRzQgIQEXIXCgtmcnVnYWwubmFtZRIIbGVmdG92ZXJy" +
        "GgoOZnJ1Z2FsLmRhdGFzZXQSCGdhcm1lbnRzcjsKDmZydWdhbC5jbGFzc2VzEilbImEiLCJiIiwiYyIsImQiLCJlIiwiZiIsImciLCJoIiwiaSIsImoiXXISCgtmcnVnYWwuc2l6ZRID" +
        "OHg4ch0KC2ZydWdhbC5tZWFuEg4wLjU1LDAuNDcsMC40NXIcCgpmcnVnYWwuc3RkEg4wLjI1LDAuMjUsMC4yNXIYCg1mcnVnYWwucmVzaXplEgdzdHJldGNochUKDWZydWdhbC5mb3Jt" +
        "YXQSBGZwMzI=");
}
