[assembly: GradedLab("chatbot-memory")]
